package dev.recall4j.local;

import dev.recall4j.dates.Word;
import dev.recall4j.dates.WordSets;
import dev.recall4j.model.Candidate;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.HeardTurn;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Measures the local extractor on conversations in the form of LoCoMo, and prints samples to read.
 *
 * <p>Arguments: the file, how many turns to print with their candidates, and the seed they are
 * drawn with.
 */
final class ExtractionReport {

    private static final int MULTI_HOP = 1;
    private static final int SINGLE_HOP = 4;
    private static final int ROUNDS = 10;
    private static final int CONTENT_WORD_LENGTH_MIN = 3;
    private static final Set<String> STOP_WORDS =
            WordSets.of(
                    "the and for with that this from was were her his she they their are has had have not but its yes"
                            + " would because who");

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final LocalExtractor extractor = new LocalExtractor();
    private final LocomoFile file;
    private final Map<String, HeardTurn> turns = new TreeMap<>();
    private final Map<String, List<Candidate>> candidates = new HashMap<>();

    private ExtractionReport(LocomoFile file) {
        this.file = file;
    }

    public static void main(String[] args) throws IOException {
        ExtractionReport report = new ExtractionReport(LocomoFile.read(new File(args[0])));
        report.extract();
        report.printTotals();
        report.printEvidence();
        report.printAnswerWords();
        report.printSpeed();
        if (args.length > 2) {
            report.printSamples(Integer.parseInt(args[1]), Long.parseLong(args[2]));
        }
    }

    private void extract() {
        for (List<HeardTurn> session : file.sessions()) {
            for (HeardTurn turn : session) {
                turns.put(turn.id().value(), turn);
                candidates.put(turn.id().value(), new ArrayList<>());
            }
            for (Candidate candidate :
                    extractor.extract(session, ExtractionSettings.NONE).candidates()) {
                candidatesOf(candidate.evidence().turn().value()).add(candidate);
            }
        }
    }

    private void printTotals() {
        List<Candidate> all = candidates.values().stream().flatMap(List::stream).toList();
        long skipped = candidates.values().stream().filter(List::isEmpty).count();
        int said = turns.values().stream().mapToInt(turn -> turn.turn().text().length()).sum();
        int written = all.stream().mapToInt(candidate -> candidate.text().length()).sum();
        out.printf(Locale.ROOT, "turns %d%n", turns.size());
        out.printf(
                Locale.ROOT, "turns without a candidate %.1f %%%n", 100.0 * skipped / turns.size());
        out.printf(Locale.ROOT, "candidates per turn %.2f%n", 1.0 * all.size() / turns.size());
        out.printf(
                Locale.ROOT,
                "characters of candidates to characters said %.2f%n",
                1.0 * written / said);
        out.printf(Locale.ROOT, "answers with their question %.1f %%%n", share(all, ", asked \""));
        out.printf(Locale.ROOT, "quotations %.1f %%%n", share(all, ": "));
    }

    private double share(List<Candidate> all, String afterName) {
        return 100.0
                * all.stream().filter(c -> c.text().startsWith(speakerOf(c) + afterName)).count()
                / all.size();
    }

    private String speakerOf(Candidate candidate) {
        return Speaker.of(turn(candidate.evidence().turn().value()).turn()).opening();
    }

    private void printEvidence() {
        Set<String> evidence = new TreeSet<>();
        file.questions().stream()
                .filter(question -> question.category() <= SINGLE_HOP)
                .forEach(question -> evidence.addAll(question.evidence()));
        evidence.retainAll(turns.keySet());
        List<String> without = evidence.stream().filter(id -> candidatesOf(id).isEmpty()).toList();
        out.printf(Locale.ROOT, "evidence turns %d%n", evidence.size());
        out.printf(
                Locale.ROOT,
                "evidence turns with a candidate %.2f %%%n",
                100.0 * (evidence.size() - without.size()) / evidence.size());
        without.forEach(id -> out.printf(Locale.ROOT, "  without: %s%n", turn(id).turn().text()));
    }

    private void printAnswerWords() {
        int inTurns = 0;
        int inCandidates = 0;
        for (LocomoFile.Question question : file.questions()) {
            if (question.category() == MULTI_HOP || question.category() == SINGLE_HOP) {
                Set<String> said = new HashSet<>();
                Set<String> kept = new HashSet<>();
                for (String id : question.evidence()) {
                    if (turns.containsKey(id)) {
                        addContentWords(turn(id).turn().text(), said);
                        candidatesOf(id).forEach(c -> addContentWords(c.text(), kept));
                    }
                }
                Set<String> answer = new HashSet<>();
                addContentWords(question.answer(), answer);
                said.retainAll(answer);
                inTurns += said.size();
                said.retainAll(kept);
                inCandidates += said.size();
            }
        }
        out.printf(Locale.ROOT, "answer words in the evidence turns %d%n", inTurns);
        out.printf(
                Locale.ROOT,
                "of them in their candidates %.2f %%%n",
                100.0 * inCandidates / inTurns);
    }

    private static void addContentWords(String text, Set<String> words) {
        Word.of(text).stream()
                .map(Word::withoutPossessive)
                .filter(word -> word.length() >= CONTENT_WORD_LENGTH_MIN)
                .filter(word -> !STOP_WORDS.contains(word))
                .forEach(words::add);
    }

    private void printSpeed() {
        extractRounds();
        long begun = System.nanoTime();
        extractRounds();
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.printf(
                Locale.ROOT,
                "turns per second, one thread, warm %,.0f%n",
                ROUNDS * turns.size() / seconds);
    }

    private void extractRounds() {
        for (int round = 0; round < ROUNDS; round++) {
            file.sessions().forEach(turns -> extractor.extract(turns, ExtractionSettings.NONE));
        }
    }

    private void printSamples(int count, long seed) {
        List<String> ids = new ArrayList<>(turns.keySet());
        Collections.shuffle(ids, new Random(seed));
        out.printf(Locale.ROOT, "samples with seed %d%n", seed);
        for (String id : ids.subList(0, Math.min(count, ids.size()))) {
            out.printf(
                    Locale.ROOT, "%n[%s %s] %s%n", id, turn(id).saidAt(), turn(id).turn().text());
            candidatesOf(id).forEach(this::printCandidate);
        }
    }

    private void printCandidate(Candidate candidate) {
        String from = candidate.validFrom() == null ? "" : candidate.validFrom().toString();
        out.printf(Locale.ROOT, "   => %s %s %s%n", candidate.text(), candidate.categories(), from);
    }

    private HeardTurn turn(String id) {
        return Objects.requireNonNull(turns.get(id));
    }

    private List<Candidate> candidatesOf(String id) {
        return Objects.requireNonNull(candidates.get(id));
    }
}
