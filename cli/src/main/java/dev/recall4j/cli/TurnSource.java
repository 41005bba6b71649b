package dev.recall4j.cli;

import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;

import org.jspecify.annotations.Nullable;

/** Turns to import, one at a time. Not thread-safe. */
interface TurnSource {

    /**
     * The next turn, or null at the end.
     *
     * @throws dev.recall4j.model.InvalidRequestException if what stands next is no turn; the next
     *     call goes on behind it
     */
    @Nullable ScopedTurn next();

    /** The number of the line, or turn, that was read last, from 1. */
    long number();

    /** How much was read, in the same unit as {@link #size}. */
    long position();

    /** How much there is, or -1 if that is not known. */
    long size();

    /** What it should be made of. */
    String form();

    /** A turn and whose it is. */
    record ScopedTurn(Scope scope, Turn turn) {}
}
