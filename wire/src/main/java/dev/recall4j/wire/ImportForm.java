package dev.recall4j.wire;

import java.util.List;

/**
 * What an import did.
 *
 * @param turns how many turns were kept
 * @param alreadyHeard how many were there already
 * @param idReused how many were not kept, because a turn with another text had their id before
 * @param memories how many memories are new
 * @param reinforced how many statements were known already
 * @param badLines how many lines were passed over
 * @param errors the first lines with a reused id and the first passed over, each with its number
 */
public record ImportForm(
        long turns,
        long alreadyHeard,
        long idReused,
        long memories,
        long reinforced,
        long badLines,
        List<BadLine> errors) {

    /** A line that was not kept, and why. */
    public record BadLine(long line, String message) {}
}
