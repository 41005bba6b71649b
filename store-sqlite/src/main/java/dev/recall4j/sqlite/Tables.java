package dev.recall4j.sqlite;

/** All tables, seen through one session. */
record Tables(
        Session session,
        JournalRow journal,
        ScopeRows scopes,
        TurnRows turns,
        DecisionRows decisions,
        MemoryRows memories,
        EvidenceRows evidence,
        HistoryRows history) {

    static Tables of(Session session) {
        EvidenceRows evidence = new EvidenceRows(session);
        return new Tables(
                session,
                new JournalRow(session),
                new ScopeRows(session),
                new TurnRows(session),
                new DecisionRows(session),
                new MemoryRows(session, evidence),
                evidence,
                new HistoryRows(session));
    }
}
