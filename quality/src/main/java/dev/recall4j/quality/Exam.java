package dev.recall4j.quality;

import dev.recall4j.Memories;
import dev.recall4j.model.Context;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Scope;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Source;
import dev.recall4j.spi.TokenCounter;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks questions, each as it stands, and measures what comes back. Not thread-safe. */
final class Exam {

    private static final int CHARACTERS_PER_TOKEN = 4;

    private final Memories memories;
    private final Ledger ledger;
    private final QualityRun.Settings settings;
    private final Durations searches = new Durations();
    private final Durations contexts = new Durations();
    private long foreign;

    Exam(Memories memories, Ledger ledger, QualityRun.Settings settings) {
        this.memories = memories;
        this.ledger = ledger;
        this.settings = settings;
    }

    Durations searches() {
        return searches;
    }

    Durations contexts() {
        return contexts;
    }

    /** How many results, so far, were of another conversation than the one asked. */
    long foreign() {
        return foreign;
    }

    Scores ask(String conversation, Question question) {
        Scores scores = new Scores();
        List<Memory> results = search(conversation, question);
        Ranking ranking = ranking(conversation, question, results);
        ranks(scores, ranking);
        budgets(scores, ranking, results);
        sessions(scores, ranking, conversation);
        for (int budget : Measure.CONTEXT_EVIDENCE.cuts()) {
            context(scores, conversation, question, budget);
        }
        return scores;
    }

    private List<Memory> search(String conversation, Question question) {
        SearchRequest request =
                SearchRequest.builder(Scope.ofUser(conversation), question.text())
                        .limit(QualityRun.RESULTS)
                        .build();
        return searches.time(() -> memories.search(request)).results().stream()
                .map(Recalled::memory)
                .toList();
    }

    private Ranking ranking(String conversation, Question question, List<Memory> results) {
        foreign += results.stream().filter(memory -> isForeign(memory, conversation)).count();
        List<Set<String>> utterances =
                results.stream().map(memory -> ledger.utterancesOf(memory, conversation)).toList();
        return new Ranking(utterances, question.evidence());
    }

    private boolean isForeign(Memory memory, String conversation) {
        return !Scope.ofUser(conversation).finds(memory.scope())
                || ledger.isForeign(memory, conversation);
    }

    private static void ranks(Scores scores, Ranking ranking) {
        scores.take(Measure.EVIDENCE, ranking::recall);
        scores.take(Measure.ANY_EVIDENCE, cut -> ranking.holdsAny(cut) ? 1 : 0);
        scores.take(Measure.ALL_EVIDENCE, cut -> ranking.holdsAll(cut) ? 1 : 0);
        scores.take(Measure.NDCG, ranking::ndcg);
        scores.take(Measure.RECIPROCAL_RANK, ranking::reciprocalRank);
    }

    private void budgets(Scores scores, Ranking ranking, List<Memory> results) {
        List<String> texts = results.stream().map(this::shown).toList();
        List<Integer> characters = texts.stream().map(String::length).toList();
        TokenCounter counter = settings.tokens();
        List<Integer> tokens = texts.stream().map(counter::count).toList();
        scores.take(
                Measure.EVIDENCE_BY_CHARACTERS,
                budget ->
                        ranking.recall(Ranking.fitting(characters, CHARACTERS_PER_TOKEN * budget)));
        scores.take(
                Measure.EVIDENCE_BY_TOKENS,
                budget -> ranking.recall(Ranking.fitting(tokens, budget)));
    }

    /** As a prompt would show it: with its date, and whose words it holds if they are verbatim. */
    private String shown(Memory memory) {
        String date = LocalDate.ofInstant(memory.saidAt(), ZoneOffset.UTC).toString();
        return settings.mode() == ExtractionMode.VERBATIM
                ? "%s (%s): %s".formatted(speakerOf(memory), date, memory.text())
                : "(%s): %s".formatted(date, memory.text());
    }

    private static String speakerOf(Memory memory) {
        return memory.provenance().sources().stream()
                .map(Source::speaker)
                .limit(1)
                .filter(speaker -> speaker != null)
                .collect(Collectors.joining());
    }

    private void sessions(Scores scores, Ranking ranking, String conversation) {
        List<Set<String>> found =
                ranking.results().stream()
                        .map(utterances -> ledger.sessionsOf(utterances, conversation))
                        .toList();
        Ranking bySession = new Ranking(found, ledger.sessionsOf(ranking.wanted(), conversation));
        scores.take(Measure.SESSIONS, bySession::recall);
    }

    private Set<String> utterancesOf(Context.Line line, String conversation) {
        HeardTurn turn = line.turn();
        if (turn == null) {
            Memory memory = line.recalled().memory();
            foreign += isForeign(memory, conversation) ? 1 : 0;
            return ledger.utterancesOf(memory, conversation);
        }
        foreign += ledger.isForeign(turn.id(), conversation) ? 1 : 0;
        return ledger.utterancesOf(turn.id(), conversation);
    }

    private void context(Scores scores, String conversation, Question question, int budget) {
        Scope scope = Scope.ofUser(conversation);
        Context context = contexts.time(() -> memories.context(scope, question.text(), budget));
        List<Set<String>> lines =
                context.lines().stream().map(line -> utterancesOf(line, conversation)).toList();
        Ranking ranking = new Ranking(lines, question.evidence());
        scores.put(Measure.CONTEXT_EVIDENCE, budget, ranking.recall(lines.size()));
        scores.put(Measure.CONTEXT_TOKENS, budget, context.tokens());
        if (question.answer() != null && Measure.ANSWER_WORDS.cuts().contains(budget)) {
            AnswerWords.share(question.text(), question.answer(), context.text())
                    .ifPresent(share -> scores.put(Measure.ANSWER_WORDS, budget, share));
        }
    }
}
