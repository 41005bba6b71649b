package dev.recall4j;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.ScopeView;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reinforces what the scope says already, in the same words; adds everything else. */
final class SameWordsJudge implements Judge {

    @Override
    public List<Decision> decide(ScopeView scope, List<Draft> drafts) {
        Map<String, MemoryId> addedHere = new HashMap<>();
        return drafts.stream().map(draft -> decide(scope, draft, addedHere)).toList();
    }

    private static Decision decide(ScopeView scope, Draft draft, Map<String, MemoryId> addedHere) {
        Optional<MemoryId> twin =
                Optional.ofNullable(addedHere.get(draft.fingerprint()))
                        .or(() -> scope.withFingerprint(draft.fingerprint()).map(Memory::id));
        if (twin.isPresent()) {
            return new Decision.Reinforce(
                    twin.get(),
                    draft.evidence().getFirst(),
                    draft.saidAt(),
                    draft.expiresAt(),
                    "says the same");
        }
        addedHere.put(draft.fingerprint(), draft.id());
        return new Decision.Add(draft, "not known yet");
    }
}
