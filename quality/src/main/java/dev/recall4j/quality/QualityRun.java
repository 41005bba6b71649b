package dev.recall4j.quality;

import dev.recall4j.Gathering;
import dev.recall4j.Memories;
import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Held;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Page;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.TokenCounter;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Adds every conversation of a data set to one store, each in a scope of its own and one session
 * after the other, and then asks every question. Uses the public API only. A run is for one use and
 * not thread-safe.
 */
public final class QualityRun {

    /** How many results are asked for. */
    public static final int RESULTS = 200;

    private final DataSet data;
    private final Settings settings;
    private final Memories memories;
    private final Ledger ledger = new Ledger();
    private final Durations adds = new Durations();
    private final List<QualityReport.Conversation> added = new ArrayList<>();
    private final List<MeanRows.Asked> asked = new ArrayList<>();
    private final Exam exam;
    private final Supplier<ModelUse> use;
    private long held;

    /**
     * How a run is done.
     *
     * @param version of Recall4j, for the report
     * @param mode how turns become memories
     * @param tokens what counts the tokens of a ranked list; a context is counted by the engine
     * @param tuned ids of the conversations that settings were tuned on
     * @param changes in words, what of the engine's settings is not as by default, for the report
     * @param pieces how much of a session one {@code add} has
     */
    public record Settings(
            String version,
            ExtractionMode mode,
            TokenCounter tokens,
            Set<String> tuned,
            List<String> changes,
            Pieces pieces) {

        public Settings {
            tuned = Set.copyOf(tuned);
            changes = List.copyOf(changes);
        }
    }

    /**
     * What one {@code add} is given.
     *
     * @param turns of one session, at most so many
     * @param deferred whether adds are deferred, and taken up at the end of their session, or
     *     before it as soon as {@linkplain Gathering#defaults enough} turns wait
     */
    public record Pieces(int turns, boolean deferred) {

        /** One {@code add} a session. */
        public static final Pieces SESSIONS = new Pieces(AddRequest.TURNS_MAX, false);

        /**
         * @throws InvalidRequestException if the number of turns is out of range
         */
        public Pieces {
            if (turns < 1 || turns > AddRequest.TURNS_MAX) {
                throw new InvalidRequestException(
                        "An add is to have %,d turns; give 1 to %,d."
                                .formatted(turns, AddRequest.TURNS_MAX));
            }
        }
    }

    /**
     * @param memories an empty store
     * @param use what language models that it works with were used for so far
     * @throws InvalidRequestException if a tuned conversation is not in the data set
     */
    public QualityRun(DataSet data, Settings settings, Memories memories, Supplier<ModelUse> use) {
        this.data = data;
        this.use = use;
        this.memories = memories;
        this.exam = new Exam(memories, ledger, settings);
        this.settings = settings;
        List<String> ids = data.conversations().stream().map(Conversation::id).toList();
        for (String tuned : settings.tuned()) {
            if (!ids.contains(tuned)) {
                throw new InvalidRequestException(
                        "There is no conversation '%s' in the data set; it has: %s."
                                .formatted(tuned, String.join(", ", ids)));
            }
        }
    }

    /**
     * Adds the conversations.
     *
     * @param progress told how many turns were added so far
     * @throws InvalidRequestException if the store knew any of the turns already
     * @throws UnavailableException if a model did not answer, so that memories are missing
     */
    public void add(IntConsumer progress) {
        int turns = 0;
        for (Conversation conversation : data.conversations()) {
            turns = add(conversation, progress, turns);
        }
    }

    private int add(Conversation conversation, IntConsumer progress, int before) {
        int done = before;
        int memoriesBefore = ledger.memories();
        Map<String, List<Utterance>> sessions =
                conversation.utterances().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Utterance::session,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        for (List<Utterance> session : sessions.values()) {
            addSession(conversation.id(), session);
            done += session.size();
            progress.accept(done);
        }
        Scope scope = Scope.ofUser(conversation.id());
        if (settings.pieces().deferred()) {
            noteMemories(scope);
        }
        held += held(scope);
        added.add(
                new QualityReport.Conversation(
                        conversation.id(),
                        settings.tuned().contains(conversation.id()),
                        sessions.size(),
                        conversation.utterances().size(),
                        ledger.memories() - memoriesBefore,
                        conversation.questions().size(),
                        conversation.withoutEvidence()));
        return done;
    }

    private void addSession(String conversation, List<Utterance> session) {
        int size = settings.pieces().turns();
        int waiting = 0;
        for (int start = 0; start < session.size(); start += size) {
            List<Utterance> piece = session.subList(start, Math.min(start + size, session.size()));
            add(conversation, piece);
            waiting += piece.size();
            if (waiting >= Gathering.defaults().turns()) {
                takeUpDeferred();
                waiting = 0;
            }
        }
        takeUpDeferred();
    }

    private void add(String conversation, List<Utterance> piece) {
        AddRequest request =
                AddRequest.builder(Scope.ofUser(conversation))
                        .turns(piece.stream().map(Utterance::turn).toList())
                        .mode(settings.mode())
                        .deferred(settings.pieces().deferred())
                        .build();
        Added result = adds.time(() -> memories.add(request));
        requireAll(result, piece.size());
        ledger.note(conversation, piece, result);
    }

    private void takeUpDeferred() {
        if (settings.pieces().deferred()) {
            adds.time(memories::extractPending);
            if (memories.stats().pendingTurns() > 0) {
                throw unanswered();
            }
        }
    }

    /** What deferred adds decided is known from their memories alone. */
    private void noteMemories(Scope scope) {
        ListRequest.Builder request =
                ListRequest.builder(scope)
                        .quotations(true)
                        .statuses(EnumSet.allOf(Status.class))
                        .limit(ListRequest.LIMIT_MAX);
        Page<Memory> page;
        do {
            page = memories.list(request.build());
            page.items().forEach(ledger::note);
            request.cursor(page.cursor());
        } while (page.cursor() != null);
    }

    private long held(Scope scope) {
        long count = 0;
        Page<Held> page = memories.held(scope, null);
        while (page.cursor() != null) {
            count += page.items().size();
            page = memories.held(scope, page.cursor());
        }
        return count + page.items().size();
    }

    private static void requireAll(Added result, int turns) {
        if (result.turns().size() != turns) {
            throw new InvalidRequestException(
                    "The store knew %,d of the turns already; measure on an empty one."
                            .formatted(turns - result.turns().size()));
        }
        if (result.reasons().stream().anyMatch(r -> r.code() == ReasonCode.PENDING)) {
            throw unanswered();
        }
    }

    private static UnavailableException unanswered() {
        return new UnavailableException(
                ErrorCode.MODEL_UNAVAILABLE,
                "A model did not answer while turns were added; measure again when it does.");
    }

    /**
     * Asks the questions, once the conversations are added.
     *
     * @param progress told how many questions were asked so far
     */
    public void ask(IntConsumer progress) {
        for (Conversation conversation : data.conversations()) {
            ask(conversation, progress);
        }
    }

    private void ask(Conversation conversation, IntConsumer progress) {
        boolean tuned = settings.tuned().contains(conversation.id());
        for (Question question : conversation.questions()) {
            Scores scores = exam.ask(conversation.id(), question);
            asked.add(new MeanRows.Asked(tuned, question, scores));
            progress.accept(asked.size());
        }
    }

    /** What was measured so far. */
    public QualityReport report() {
        return new QualityReport(
                data.name(),
                used(),
                added,
                rows(),
                exam.foreign(),
                QualityReport.Use.of(use.get(), held),
                timings());
    }

    private QualityReport.Settings used() {
        EmbedderInfo embedder = memories.stats().embedder();
        return new QualityReport.Settings(
                settings.version(),
                settings.mode().name().toLowerCase(Locale.ROOT),
                embedder.name(),
                embedder.dimension(),
                RESULTS,
                settings.changes());
    }

    private List<QualityReport.Row> rows() {
        List<QualityReport.Row> rows = new ArrayList<>(MeanRows.of(QualityReport.ALL, asked));
        if (!settings.tuned().isEmpty()) {
            List<MeanRows.Asked> tuned = asked.stream().filter(MeanRows.Asked::tuned).toList();
            List<MeanRows.Asked> others = asked.stream().filter(one -> !one.tuned()).toList();
            rows.addAll(MeanRows.of(QualityReport.TUNED, tuned));
            rows.addAll(MeanRows.of(QualityReport.CHECKED, others));
        }
        return rows;
    }

    private QualityReport.Timings timings() {
        double seconds = adds.seconds();
        return new QualityReport.Timings(
                seconds,
                seconds == 0 ? 0 : data.utterances() / seconds,
                QualityReport.Latency.of(exam.searches()),
                QualityReport.Latency.of(exam.contexts()));
    }
}
