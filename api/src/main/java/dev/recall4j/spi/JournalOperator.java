package dev.recall4j.spi;

import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.Erasure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The part of a journal that sees all tenants: for indexes, upkeep and operators. Thread-safe. */
public interface JournalOperator {

    /** The position of the last durable write; 0 if there was none. */
    long position();

    /**
     * A random name for the course of writes that led to a position. Two journals, also one and a
     * backup of it that was written on, have the same only if they agree on every write up to it.
     * So a position that was reached with one journal is not mistaken for one of another.
     *
     * @param position 1 to {@link #position()}
     */
    String lineage(long position);

    /**
     * Changes behind a position, in the order of their positions, and whole writes only: a memory
     * that changed several times shows up once, with its last state. Memories that are retracted or
     * erased show up as {@link Change.Remove}.
     *
     * @param after a position reached before; 0 for everything
     * @param limit about how many changes at most; a write with more is not split
     */
    Changes changes(long after, int limit);

    /**
     * Hearings that no decision has settled yet, oldest first.
     *
     * @param after a place reached before; 0 for the oldest
     * @param limit how many at most; there are no more behind an empty backlog
     */
    Backlog pending(long after, int limit);

    /** The embedder that made the vectors, if any was recorded. */
    Optional<EmbedderInfo> embedder();

    /** Records the embedder of an empty journal. */
    void recordEmbedder(EmbedderInfo embedder);

    /**
     * Replaces every vector and the recorded embedder, in one transaction. Every memory counts as
     * changed.
     *
     * @param embed makes the vectors of some texts, in their order
     */
    void reembed(EmbedderInfo embedder, Function<List<String>, List<float[]>> embed);

    /**
     * Does what {@link Journal#eraseExpired} does, for all tenants in one transaction.
     *
     * @return how many memories and turns; none if nothing expired
     */
    Erasure eraseExpired(Instant upTo, Act act);

    /**
     * Notes where memories were recalled, in this order and in one transaction. A note is passed
     * over if its tenant has no such memory, in whatever status, or its scope does not find that
     * memory.
     *
     * <p>Notes are a record of use and change nothing: the position, the changes and the versions
     * of scopes stay as they are, and exports leave them out. Of each memory the latest {@value
     * dev.recall4j.model.Recalls#LATEST_MAX} are kept, and how many there were. They go with a
     * memory that is erased.
     */
    void noteRecalls(List<RecallNote> notes);

    /**
     * Removes what erasures that failed half-way have left in the files of the store. Quick if
     * nothing is left.
     */
    void finishErasures();

    /** What is wrong with the store, in sentences without remembered text; empty if nothing is. */
    List<String> verify();
}
