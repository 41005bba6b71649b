package dev.recall4j.quality;

import dev.recall4j.model.Turn;

/**
 * A turn of a conversation.
 *
 * @param id unique in its conversation
 * @param session the sitting it was said in
 * @param turn what was said
 */
public record Utterance(String id, String session, Turn turn) {}
