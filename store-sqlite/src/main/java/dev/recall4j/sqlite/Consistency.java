package dev.recall4j.sqlite;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What must hold between the tables, beyond what SQLite checks itself. */
final class Consistency {

    private static final Map<String, String> RULES =
            Map.of(
                    "%d memories have no vector",
                    "SELECT count(*) FROM memories m WHERE NOT EXISTS (SELECT 1 FROM vectors v"
                            + " WHERE v.memory = m.seq)",
                    "%d memories changed behind the journal's position",
                    "SELECT count(*) FROM memories WHERE revision > (SELECT position FROM journal)",
                    "%d memories are there in spite of their tombstone",
                    "SELECT count(*) FROM memories m JOIN scopes s ON s.seq = m.scope JOIN tombstones t"
                            + " ON t.id = m.id AND t.tenant = s.tenant",
                    "%d hearings wait without turns",
                    "SELECT count(*) FROM pending p WHERE NOT EXISTS (SELECT 1 FROM turns t WHERE"
                            + " t.hearing = p.hearing)",
                    "%d memories have no history",
                    "SELECT count(*) FROM memories m WHERE NOT EXISTS (SELECT 1 FROM history h"
                            + " WHERE h.memory = m.seq)");

    private Consistency() {}

    static List<String> problems(Session session) {
        return Stream.concat(ownRules(session), foreignKeys(session)).toList();
    }

    private static Stream<String> ownRules(Session session) {
        return RULES.entrySet().stream()
                .map(rule -> problem(rule.getKey(), session.number(rule.getValue())))
                .filter(problem -> !problem.isEmpty());
    }

    private static String problem(String sentence, long count) {
        return count == 0 ? "" : sentence.formatted(count);
    }

    private static Stream<String> foreignKeys(Session session) {
        return session
                .all(
                        "PRAGMA foreign_key_check",
                        row -> row.getString(1) + " refers to a missing row of " + row.getString(3))
                .stream()
                .distinct();
    }
}
