package dev.recall4j.quality;

import java.util.List;

/**
 * Conversations with questions whose evidence is known.
 *
 * @param name what a report calls it
 * @param conversations in the order of the file
 */
public record DataSet(String name, List<Conversation> conversations) {

    /**
     * @throws dev.recall4j.model.InvalidRequestException if two conversations have the same id
     */
    public DataSet {
        conversations = List.copyOf(conversations);
        Ids.requireUnique(
                "conversations of the data set",
                conversations.stream().map(Conversation::id).toList());
    }

    /** How many utterances there are in all. */
    public int utterances() {
        return conversations.stream().mapToInt(c -> c.utterances().size()).sum();
    }

    /** How many questions there are in all. */
    public int questions() {
        return conversations.stream().mapToInt(c -> c.questions().size()).sum();
    }
}
