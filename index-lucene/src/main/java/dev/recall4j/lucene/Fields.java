package dev.recall4j.lucene;

/** Names of the fields of a document; one document is one memory. */
final class Fields {

    /** The memory's id: the key. */
    static final String ID = "id";

    /** The tenant's id: counts its memories. */
    static final String TENANT = "tenant";

    /** Searches that find it, {@link ScopeTerms}. */
    static final String SCOPE = "scope";

    /** The same, of active memories only. */
    static final String ACTIVE_SCOPE = "active-scope";

    /** The same, of superseded memories only. */
    static final String SUPERSEDED_SCOPE = "superseded-scope";

    static final String VALID_FROM = "valid-from";
    static final String VALID_TO = "valid-to";
    static final String EXPIRES_AT = "expires-at";

    /** What filters look for, {@link FieldTerms}. */
    static final String TERMS = "terms";

    /** What filters look at, {@link KeptMemory}. */
    static final String MEMORY = "memory";

    static final String REVISION = "revision";

    /** The text, {@link TenantWords}. */
    static final String WORDS = "words";

    static final String VECTOR = "vector";

    /** Where in which conversation it came up, {@link Spot}. */
    static final String SPOT = "spot";

    /** Who speaks where, {@link SpeakerTerms}. */
    static final String SPEAKERS = "speakers";

    private Fields() {}
}
