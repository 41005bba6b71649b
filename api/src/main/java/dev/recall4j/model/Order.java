package dev.recall4j.model;

/** By what a list is ordered. Equal times are ordered by id, so that every order is total. */
public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST,
    LAST_UPDATED_FIRST
}
