package dev.recall4j;

import dev.recall4j.dates.WordSets;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was recalled lately. An assistant that says what it was just told from memory is no new
 * witness for it. Kept in memory only, the latest {@value #TEXTS_MAX} texts of each of the latest
 * {@value #SCOPES_MAX} scopes: after a restart, nothing was recalled lately. Thread-safe.
 */
final class Recollections {

    static final int SCOPES_MAX = 500;
    static final int TEXTS_MAX = 100;

    /** Of the words of a memory, those who repeat it say at least so many. */
    private static final double SHARE_MIN = 0.6;

    private static final int STEM = 4;

    /** Who says more than this says more than was recalled. */
    private static final int LENGTH_MAX = 2_000;

    /** Words that turn a statement into an answer: "You live in Porto", "Assistant: ...". */
    private static final Set<String> OF_ANSWERS =
            WordSets.of(
                    "you your yours i my we our they their he she his her it the a an and of in to is are was were have"
                            + " has had do does did that as so yes no not don didn t assi tool user");

    private record Key(Tenant tenant, Scope scope) {}

    /** A text, and its words once somebody wants to know them. */
    private static final class Recalled {

        private final String text;
        private volatile @Nullable Set<String> stems;

        Recalled(String text) {
            this.text = text;
        }

        Set<String> stems() {
            Set<String> known = stems;
            if (known == null) {
                known = Recollections.stems(text);
                stems = known;
            }
            return known;
        }
    }

    private final Map<Key, Deque<Recalled>> texts = new LinkedHashMap<>(16, 0.75f, true);

    /** Notes what a search in a scope found. */
    synchronized void note(Tenant tenant, Scope scope, List<String> found) {
        if (found.isEmpty()) {
            return;
        }
        Deque<Recalled> latest =
                texts.computeIfAbsent(new Key(tenant, scope), key -> new ArrayDeque<>());
        Set<String> again = Set.copyOf(found);
        latest.removeIf(known -> again.contains(known.text));
        found.forEach(text -> latest.addLast(new Recalled(text)));
        while (latest.size() > TEXTS_MAX) {
            latest.removeFirst();
        }
        if (texts.size() > SCOPES_MAX) {
            texts.remove(texts.keySet().iterator().next());
        }
    }

    /** What was erased is to be nowhere. */
    synchronized void forget(Tenant tenant) {
        texts.keySet().removeIf(key -> key.tenant().equals(tenant));
    }

    /** Something was erased, and nobody says whose it was. */
    synchronized void forgetAll() {
        texts.clear();
    }

    /** What was found lately by searches that see a scope. */
    private synchronized List<Recalled> seenFrom(Tenant tenant, Scope scope) {
        List<Recalled> seen = new ArrayList<>();
        texts.forEach((key, latest) -> {
            if (key.tenant().equals(tenant) && key.scope().finds(scope)) {
                seen.addAll(latest);
            }
        });
        return seen;
    }

    /** Whether somebody who speaks in a scope only repeats what was recalled there. */
    boolean have(Tenant tenant, Scope scope, String statement) {
        List<Recalled> seen = seenFrom(tenant, scope);
        if (seen.isEmpty() || statement.length() > LENGTH_MAX) {
            return false;
        }
        Set<String> said = stems(statement);
        Set<String> telling = new HashSet<>(said);
        telling.removeAll(OF_ANSWERS);
        return seen.stream().anyMatch(one -> repeats(statement, said, telling, one));
    }

    /**
     * It says nothing more than the memory, and most of it.
     *
     * @param said its words
     * @param telling those of them that tell something
     */
    private static boolean repeats(
            String statement, Set<String> said, Set<String> telling, Recalled memory) {
        Set<String> known = memory.stems();
        if (!known.containsAll(telling)) {
            return false;
        }
        Set<String> repeated = new HashSet<>(known);
        repeated.retainAll(said);
        return !repeated.isEmpty()
                && repeated.size() >= SHARE_MIN * known.size()
                && Negation.agrees(statement, memory.text);
    }

    private static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        for (String word : Words.counted(text).keySet()) {
            boolean number = Character.isDigit(word.charAt(0));
            stems.add(word.length() > STEM && !number ? word.substring(0, STEM) : word);
        }
        return stems;
    }
}
