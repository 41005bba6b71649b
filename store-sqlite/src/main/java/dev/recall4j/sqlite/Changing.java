package dev.recall4j.sqlite;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HistoryEntry.Event;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Act;
import dev.recall4j.spi.Amendment;

import java.util.List;

/** Changes memories on a caller's word: amends and retracts them. */
final class Changing {

    private final Tables tables;

    Changing(Tables tables) {
        this.tables = tables;
    }

    Memory amend(Tenant tenant, MemoryId id, Amendment amendment) {
        MemoryRows.Kept kept = tables.memories().require(tenant, id);
        if (!kept.isActive()) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_FOUND,
                    "The memory %s was superseded or deleted, and only active ones can be changed; change the one in its place, or add it anew."
                            .formatted(id));
        }
        long position = tables.journal().nextPosition();
        rewrite(kept, amendment, position);
        tables.scopes().moved(kept.scope(), position);
        return reread(kept);
    }

    private void rewrite(MemoryRows.Kept kept, Amendment amendment, long position) {
        Memory before = kept.memory();
        Act act = amendment.act();
        Memory after = amendment.update().appliedTo(before, act.actor());
        Gist gist = amendment.gist();
        if (gist != null && amendment.vector() != null) {
            tables.memories().requireNews(kept.scope(), gist.fingerprint(), before.id());
            tables.memories().reword(kept, gist);
            tables.memories().putVector(kept.seq(), amendment.vector());
        }
        tables.memories().rewrite(kept, after, act.at(), position);
        boolean textChanged = !after.text().equals(before.text());
        if (textChanged || after.expiresAt() != null) {
            new Echoes(tables, act, position).hide(kept);
        } else {
            tables.raw().hideEchoes(kept.seq());
        }
        tables.history()
                .add(
                        kept.seq(),
                        Event.UPDATED,
                        textChanged ? before.text() : null,
                        textChanged ? after.text() : null,
                        act.reason(),
                        act);
    }

    Memory retract(Tenant tenant, MemoryId id, Act act) {
        MemoryRows.Kept kept = tables.memories().require(tenant, id);
        if (kept.memory().status() == Status.RETRACTED) {
            return tables.memories().whole(kept);
        }
        long position = tables.journal().nextPosition();
        retract(kept, act, position);
        new Echoes(tables, act, position).hide(kept);
        return reread(kept);
    }

    long retractAll(Tenant tenant, Scope scope, Act act) {
        ScopeRows.Finding finding = ScopeRows.Finding.of(tenant, scope);
        List<Long> found =
                tables.memories().found(finding, " AND m.status IN ('ACTIVE', 'SUPERSEDED')");
        if (!found.isEmpty()) {
            long position = tables.journal().nextPosition();
            found.forEach(seq -> retract(tables.memories().kept(seq), act, position));
        }
        tables.raw().hideAll(finding);
        tables.held().releaseAll(finding);
        tables.turns().settleAll(finding);
        return found.size();
    }

    private void retract(MemoryRows.Kept kept, Act act, long position) {
        tables.memories().retract(kept, act.at(), position);
        tables.history().add(kept.seq(), Event.RETRACTED, act.reason(), act);
        tables.scopes().moved(kept.scope(), position);
    }

    private Memory reread(MemoryRows.Kept kept) {
        return tables.memories().whole(tables.memories().kept(kept.seq()));
    }
}
