package dev.recall4j;

/**
 * What a statement says of something that changes with time, such as where somebody lives. Claims
 * of one topic can be held against each other.
 */
interface Claim {

    /**
     * Whom and what it is about, such as {@code ana/home}; claims of other topics do not touch it.
     */
    String topic();

    /**
     * Whether it ends the truth of an earlier claim of the same topic, being true itself later on.
     * In doubt it does not.
     */
    boolean ends(Claim earlier);

    /** Whether it tells what came to pass at a time, rather than what is so when it is said. */
    boolean isEvent();
}
