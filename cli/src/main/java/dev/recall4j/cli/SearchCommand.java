package dev.recall4j.cli;

import dev.recall4j.model.Recall;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Superseded;
import dev.recall4j.wire.ResultsForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.ZonedDateTime;

/** {@code search}. */
@Command(name = "search", description = "Recalls the memories that answer a question best.")
final class SearchCommand extends Action {

    @Mixin private final ScopeOptions whose = new ScopeOptions();

    @Parameters(paramLabel = "QUERY", description = "What is asked, in any words.")
    private String query = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit = SearchRequest.LIMIT_DEFAULT;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "Only results that score at least so much, 0 to 1. Default: 0.")
    private double threshold;

    @Mixin private final FilterOption narrowed = new FilterOption();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "What was true at a time, such as 2024-05-08, which is 00:00 UTC of that day. Default:"
                            + " now.")
    private @Nullable ZonedDateTime asOf;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description =
                    "What was known at a time, such as 2024-05-08: nothing that was recorded later is seen. With"
                            + " --as-of: what was true at the one, as known at the other. Default: now.")
    private @Nullable ZonedDateTime knownAt;

    @Option(
            names = "--superseded",
            paramLabel = "HOW",
            completionCandidates = Choices.OfSuperseded.class,
            description =
                    "What to make of superseded memories: demote, leave-out or include. Default:"
                            + " demote, to half of their score.")
    private Superseded superseded = Superseded.DEMOTE;

    @Option(
            names = "--explain",
            description =
                    "Say what each signal gave to a score, and how many memories were found, judged and kept"
                            + " out.")
    private boolean explain;

    @Mixin private final DecayOptions fading = new DecayOptions();

    @Override
    Needs needs() {
        return Needs.EMBEDDER;
    }

    @Override
    Opening.Settings settings() {
        return super.settings().withDecay(fading.decay());
    }

    @Override
    int run() {
        Recall recall =
                memories()
                        .search(
                                SearchRequest.builder(whose.scope(), query)
                                        .limit(limit)
                                        .threshold(threshold)
                                        .filter(narrowed.filter())
                                        .asOf(asOf == null ? null : asOf.toInstant())
                                        .knownAt(knownAt == null ? null : knownAt.toInstant())
                                        .superseded(superseded)
                                        .explain(explain)
                                        .build());
        answer(ResultsForm.of(recall), () -> show(recall));
        return DONE;
    }

    private void show(Recall recall) {
        recall.results().forEach(lines()::recalled);
        if (recall.isEmpty()) {
            lines().print("Nothing found.");
        }
        lines().reasons(recall.reasons());
        if (recall.isEmpty()) {
            noteWaiting();
        }
        if (recall.explanation() != null) {
            new ExplanationLines(lines()).print(recall.explanation());
        }
    }
}
