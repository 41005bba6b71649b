package dev.recall4j.wire;

import dev.recall4j.model.Held;
import dev.recall4j.model.Page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A candidate that waits for somebody to accept or reject it.
 *
 * @param id under which it is accepted or rejected
 * @param memory the statement
 * @param code why it is held
 * @param source the turn that it was drawn from
 * @param quote the words of the turn that it rests on
 * @param at since when it is held
 */
public record HeldForm(
        String id,
        String memory,
        String code,
        ScopeForm scope,
        SourceForm source,
        String quote,
        Instant at) {

    public static HeldForm of(Held held) {
        return new HeldForm(
                held.id().value(),
                held.draft().text(),
                held.code().code(),
                ScopeForm.of(held.scope()),
                SourceForm.of(held.source()),
                quote(held),
                held.at());
    }

    /** The words of the turn that a held candidate rests on. */
    public static String quote(Held held) {
        return held.source()
                .text()
                .substring(held.source().evidence().start(), held.source().evidence().end());
    }

    /**
     * One page of them.
     *
     * @param next cursor of the next page, or null if there is none
     */
    public record HeldPage(List<HeldForm> results, @Nullable String next) {

        public static HeldPage of(Page<Held> page) {
            return new HeldPage(page.items().stream().map(HeldForm::of).toList(), page.cursor());
        }
    }
}
