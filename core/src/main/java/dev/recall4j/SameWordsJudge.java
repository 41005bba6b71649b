package dev.recall4j;

import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.spi.ScopeView;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reinforces what the scope says already, in the same words; adds everything else. */
final class SameWordsJudge implements Judge {

    @Override
    public List<Decision> decide(ScopeView scope, List<Draft> drafts, Instant now) {
        Map<String, MemoryId> addedHere = new HashMap<>();
        return drafts.stream().map(draft -> decide(scope, draft, now, addedHere)).toList();
    }

    private static Decision decide(
            ScopeView scope, Draft draft, Instant now, Map<String, MemoryId> addedHere) {
        MemoryId twin = addedHere.get(draft.fingerprint());
        if (twin != null) {
            return reinforce(twin, draft);
        }
        Optional<Memory> kept = scope.withFingerprint(draft.fingerprint());
        if (kept.isPresent() && !outlives(draft, kept.get())) {
            return reinforce(kept.get().id(), draft);
        }
        addedHere.put(draft.fingerprint(), draft.id());
        return kept.<Decision>map(older ->
                        new Decision.Supersede(
                                older.id(), draft, now, "said again, to be kept longer"))
                .orElseGet(() -> new Decision.Add(draft, "not known yet"));
    }

    /** What was said again must not vanish when the first mention expires. */
    private static boolean outlives(Draft draft, Memory kept) {
        Instant end = kept.expiresAt();
        return end != null && (draft.expiresAt() == null || draft.expiresAt().isAfter(end));
    }

    private static Decision reinforce(MemoryId memory, Draft draft) {
        return new Decision.Reinforce(
                memory, draft.evidence().getFirst(), draft.saidAt(), "says the same");
    }
}
