package dev.recall4j.sqlite;

import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.spi.Act;

/**
 * What may repeat a statement, and is not to be read any more when that one is taken back: raw
 * turns are hidden, and quotations retracted.
 */
final class Echoes {

    private static final String REASON = "a statement of its turn, or of one near it, was changed";

    private final Tables tables;
    private final Act act;
    private final long position;

    Echoes(Tables tables, Act act, long position) {
        this.tables = tables;
        this.act = act;
        this.position = position;
    }

    /** A quotation that is taken back goes alone. */
    void hide(MemoryRows.Kept takenBack) {
        tables.raw().hideEchoes(takenBack.seq());
        if (!takenBack.memory().isQuotation()) {
            tables.turns().drawnFrom(takenBack.seq()).forEach(this::retractQuotations);
        }
    }

    void hideAround(long turn) {
        tables.raw().hideAround(turn);
        retractQuotations(turn);
    }

    /** Those of a turn, and those near it. */
    void retractQuotations(long turn) {
        for (long quotation : tables.evidence().quotationsAround(turn)) {
            MemoryRows.Kept kept = tables.memories().kept(quotation);
            tables.memories().retract(kept, act.at(), position);
            tables.history().add(quotation, Event.RETRACTED, REASON, act);
            tables.scopes().moved(kept.scope(), position);
        }
    }
}
