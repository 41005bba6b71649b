package dev.recall4j.quality;

import dev.recall4j.model.Added;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Source;
import dev.recall4j.model.TurnId;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which turns each memory came from. A memory shows only some of its sources, so the decisions of
 * every add are kept as well. Not thread-safe.
 */
final class Ledger {

    private final Map<TurnId, Origin> origins = new HashMap<>();
    private final Map<Origin, String> sessions = new HashMap<>();
    private final Map<MemoryId, Set<TurnId>> evidence = new HashMap<>();

    /** A turn of the data set. */
    private record Origin(String conversation, String utterance) {}

    /**
     * @param utterances those that were added, all of which were kept
     */
    void note(String conversation, List<Utterance> utterances, Added added) {
        for (int i = 0; i < utterances.size(); i++) {
            Utterance utterance = utterances.get(i);
            Origin origin = new Origin(conversation, utterance.id());
            origins.put(added.turns().get(i), origin);
            sessions.put(origin, utterance.session());
        }
        added.decisions().forEach(this::note);
    }

    /** Notes the sources that a memory shows, where nobody knows the decisions. */
    void note(Memory memory) {
        List<TurnId> shown = memory.provenance().sources().stream().map(Source::turnId).toList();
        evidence.computeIfAbsent(memory.id(), id -> new HashSet<>()).addAll(shown);
    }

    private void note(Decision decision) {
        switch (decision) {
            case Decision.Add add -> note(add.draft().id(), add.draft().evidence());
            case Decision.Supersede supersede ->
                    note(supersede.draft().id(), supersede.draft().evidence());
            case Decision.Reinforce reinforce ->
                    note(reinforce.memory(), List.of(reinforce.evidence()));
            case Decision.Retract retract -> {}
            case Decision.Ignore ignore -> {}
        }
    }

    private void note(MemoryId memory, List<Evidence> turns) {
        Set<TurnId> known = evidence.computeIfAbsent(memory, id -> new HashSet<>());
        turns.forEach(turn -> known.add(turn.turn()));
    }

    /** How many memories were made. */
    int memories() {
        return evidence.size();
    }

    /** The ids of the utterances of a conversation that a memory came from. */
    Set<String> utterancesOf(Memory memory, String conversation) {
        return utterances(origins(memory), conversation);
    }

    /** The id of the utterance of a conversation that a turn is; empty if it is none. */
    Set<String> utterancesOf(TurnId turn, String conversation) {
        return utterances(Stream.ofNullable(origins.get(turn)), conversation);
    }

    private static Set<String> utterances(Stream<Origin> origins, String conversation) {
        return origins.filter(origin -> origin.conversation().equals(conversation))
                .map(Origin::utterance)
                .collect(Collectors.toSet());
    }

    /** The sessions in which utterances of a conversation were said. */
    Set<String> sessionsOf(Set<String> utterances, String conversation) {
        return utterances.stream()
                .map(utterance -> sessions.get(new Origin(conversation, utterance)))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Whether any of a memory came from another conversation. */
    boolean isForeign(Memory memory, String conversation) {
        return origins(memory).anyMatch(origin -> !origin.conversation().equals(conversation));
    }

    /** Whether a turn is not known to be of a conversation. */
    boolean isForeign(TurnId turn, String conversation) {
        return utterancesOf(turn, conversation).isEmpty();
    }

    private Stream<Origin> origins(Memory memory) {
        Stream<TurnId> shown = memory.provenance().sources().stream().map(Source::turnId);
        Stream<TurnId> noted = evidence.getOrDefault(memory.id(), Set.of()).stream();
        return Stream.concat(shown, noted).distinct().map(origins::get).filter(Objects::nonNull);
    }
}
