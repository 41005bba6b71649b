package dev.recall4j.sqlite;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.Turn;
import dev.recall4j.spi.Heard;
import dev.recall4j.spi.Hearing;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the turns of a hearing. */
final class Hearings {

    private final Tables tables;

    Hearings(Tables tables) {
        this.tables = tables;
    }

    Heard hear(Tenant tenant, Scope scope, Hearing hearing) {
        long row = tables.scopes().findOrAdd(tenant, scope);
        List<HeardTurn> kept = new ArrayList<>(hearing.turns().size());
        int known = 0;
        for (HeardTurn turn : hearing.turns()) {
            Optional<String> text = tables.turns().known(row, turn.turn().externalId());
            if (text.isEmpty()) {
                HeardTurn stored = toTheMillisecond(turn);
                tables.turns().add(row, hearing.id(), stored);
                kept.add(stored);
            } else if (text.get().equals(turn.turn().text())) {
                known++;
            }
        }
        if (!kept.isEmpty()) {
            tables.journal().nextPosition();
            tables.turns().addPending(row, hearing.id(), hearing.options());
        }
        return new Heard(kept, known, hearing.turns().size() - kept.size() - known);
    }

    private static HeardTurn toTheMillisecond(HeardTurn heard) {
        Turn turn = heard.turn().at(heard.saidAt().truncatedTo(ChronoUnit.MILLIS));
        return new HeardTurn(
                heard.id(), heard.scope(), turn, heard.heardAt().truncatedTo(ChronoUnit.MILLIS));
    }
}
