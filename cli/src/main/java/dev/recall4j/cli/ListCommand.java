package dev.recall4j.cli;

import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Order;
import dev.recall4j.model.Page;
import dev.recall4j.model.Status;
import dev.recall4j.wire.ResultsForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.ZonedDateTime;
import java.util.EnumSet;

/** {@code list}. */
@Command(name = "list", description = "Lists memories, page by page.")
final class ListCommand extends Action {

    @Mixin private final ScopeOptions whose = new ScopeOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit = ListRequest.LIMIT_DEFAULT;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Where the page before ended.")
    private @Nullable String cursor;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            completionCandidates = Choices.Orders.class,
            description =
                    "newest-first, oldest-first or last-updated-first, by when they were added or changed, which"
                            + " may be long after they were said. Default: newest-first.")
    private Order order = Order.NEWEST_FIRST;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = Choices.Statuses.class,
            split = ",",
            description =
                    "active, superseded, retracted, expired; several with commas. Default: active.")
    private EnumSet<Status> statuses = EnumSet.of(Status.ACTIVE);

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description =
                    "Memories as they were known at a time, such as 2024-05-08; a page may then be shorter"
                            + " though more follow. Default: now.")
    private @Nullable ZonedDateTime knownAt;

    @Option(
            names = "--quotations",
            description =
                    "Also the turns that are kept word for word beside what a language model drew from"
                            + " them.")
    private boolean quotations;

    @Mixin private final FilterOption narrowed = new FilterOption();

    @Override
    int run() {
        Page<Memory> page =
                memories()
                        .list(
                                ListRequest.builder(whose.scope())
                                        .filter(narrowed.filter())
                                        .statuses(statuses)
                                        .knownAt(knownAt == null ? null : knownAt.toInstant())
                                        .quotations(quotations)
                                        .order(order)
                                        .limit(limit)
                                        .cursor(cursor)
                                        .build());
        answer(ResultsForm.of(page), () -> show(page));
        return DONE;
    }

    private void show(Page<Memory> page) {
        page.items().forEach(lines()::memory);
        if (page.items().isEmpty()) {
            lines().print("Nothing here.");
        }
        page.next().ifPresent(next -> lines().note("More: --cursor " + next));
    }
}
