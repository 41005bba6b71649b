package dev.recall4j.model;

/** Where a memory stands in its life. An erased memory has no status: only a tombstone is left. */
public enum Status {
    /** Believed, and recalled. */
    ACTIVE,
    /** Was true; a newer memory has taken its place. Kept for "as of" questions. */
    SUPERSEDED,
    /** Taken back or deleted. Readable by id and in its history, never recalled. */
    RETRACTED,
    /** Past its expiry time. Not recalled. */
    EXPIRED
}
