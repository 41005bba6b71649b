package dev.recall4j.model;

/**
 * The isolation boundary: part of every key and of every query. Nothing is ever read across it.
 *
 * @param id at most 256 characters of any script; not blank, not {@code *}, no control characters
 */
public record Tenant(String id) {

    /** The tenant of those who need only one. */
    public static final Tenant DEFAULT = new Tenant("default");

    /**
     * @throws InvalidRequestException if the id is blank, {@code *}, over-long or malformed
     */
    public Tenant {
        id = Identifiers.require("tenant", id);
    }

    public static Tenant of(String id) {
        return new Tenant(id);
    }
}
