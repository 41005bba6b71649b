package dev.recall4j.sqlite;

/** All tables, seen through one session. */
record Tables(
        Session session,
        JournalRow journal,
        ScopeRows scopes,
        TurnRows turns,
        RawTurnRows raw,
        DecisionRows decisions,
        MemoryRows memories,
        EvidenceRows evidence,
        HistoryRows history,
        HeldRows held,
        RecallRows recalls) {

    static Tables of(Session session) {
        RawTurnRows raw = new RawTurnRows(session);
        EvidenceRows evidence = new EvidenceRows(session, raw);
        return new Tables(
                session,
                new JournalRow(session),
                new ScopeRows(session),
                new TurnRows(session),
                raw,
                new DecisionRows(session),
                new MemoryRows(session, evidence),
                evidence,
                new HistoryRows(session),
                new HeldRows(session),
                new RecallRows(session));
    }
}
