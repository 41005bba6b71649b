package dev.recall4j.quality;

import java.util.List;

/**
 * A conversation and the questions about it.
 *
 * @param id unique in its data set
 * @param utterances in the order said
 * @param questions those whose evidence is known
 * @param withoutEvidence how many questions were left out because nothing is known to answer them
 */
public record Conversation(
        String id, List<Utterance> utterances, List<Question> questions, int withoutEvidence) {

    /**
     * @throws dev.recall4j.model.InvalidRequestException if two utterances have the same id
     */
    public Conversation {
        utterances = List.copyOf(utterances);
        Ids.requireUnique(
                "turns of a conversation", utterances.stream().map(Utterance::id).toList());
        questions = List.copyOf(questions);
    }
}
