package dev.recall4j.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.Extraction;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
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
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Measures the local extractor on conversations in the form of LoCoMo, and prints samples to read.
 *
 * <p>Arguments: the file, how many samples to print, and their seed.
 */
final class ExtractionReport {

    private static final DateTimeFormatter SESSION_TIME =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("h:mm a 'on' d MMMM, uuuu")
                    .toFormatter(Locale.ENGLISH);
    private static final Pattern TURN = Pattern.compile("D:?(\\d+):(\\d+)");
    private static final Set<String> STOP_WORDS =
            Set.of(
                    "the", "and", "for", "with", "that", "this", "from", "was", "were", "her",
                    "his", "she", "they", "their", "are", "has", "had", "have", "not", "but", "its",
                    "yes", "would", "because", "who");
    private static final int ROUNDS = 10;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final LocalExtractor extractor = new LocalExtractor();
    private final Map<String, HeardTurn> turns = new HashMap<>();
    private final Map<String, List<Candidate>> candidates = new HashMap<>();
    private final List<List<HeardTurn>> sessions = new ArrayList<>();
    private final List<JsonNode> questions = new ArrayList<>();

    private ExtractionReport() {}

    public static void main(String[] args) throws IOException {
        ExtractionReport report = new ExtractionReport();
        report.read(new ObjectMapper().readTree(new File(args[0])));
        report.extract();
        report.printEvidence();
        report.printSpeed();
        if (args.length > 2) {
            report.printSamples(Integer.parseInt(args[1]), Long.parseLong(args[2]));
        }
    }

    private void read(JsonNode conversations) {
        for (int i = 0; i < conversations.size(); i++) {
            JsonNode conversation = conversations.get(i).get("conversation");
            for (int session = 1; conversation.has("session_" + session); session++) {
                readSession(i, conversation, session);
            }
            for (JsonNode question : conversations.get(i).get("qa")) {
                ((com.fasterxml.jackson.databind.node.ObjectNode) question).put("conversation", i);
                questions.add(question);
            }
        }
    }

    private void readSession(int conversation, JsonNode from, int session) {
        ZonedDateTime time =
                LocalDateTime.parse(
                                from.get("session_" + session + "_date_time").asText(),
                                SESSION_TIME)
                        .atZone(ZoneOffset.UTC);
        List<HeardTurn> heard = new ArrayList<>();
        for (JsonNode turn : from.get("session_" + session)) {
            if (turn.get("text").asText().isBlank()) {
                continue;
            }
            String id = conversation + "/" + turn.get("dia_id").asText();
            Turn said =
                    new Turn(
                            Role.USER,
                            turn.get("speaker").asText(),
                            turn.get("text").asText(),
                            time,
                            null,
                            Metadata.EMPTY);
            HeardTurn kept =
                    new HeardTurn(new TurnId(id), Scope.ofUser("u"), said, time.toInstant());
            heard.add(kept);
            turns.put(id, kept);
        }
        sessions.add(heard);
    }

    private void extract() {
        int skippedTurns = 0;
        int candidateCount = 0;
        long charsIn = 0;
        long charsOut = 0;
        int prefixed = 0;
        for (List<HeardTurn> session : sessions) {
            Extraction extraction = extractor.extract(session);
            for (Candidate candidate : extraction.candidates()) {
                candidates
                        .computeIfAbsent(
                                candidate.evidence().turn().value(), id -> new ArrayList<>())
                        .add(candidate);
                candidateCount++;
                charsOut += candidate.text().length();
                prefixed += candidate.text().contains(": ") ? 1 : 0;
            }
        }
        for (HeardTurn turn : turns.values()) {
            charsIn += turn.turn().text().length();
            skippedTurns += candidates.containsKey(turn.id().value()) ? 0 : 1;
        }
        out.printf(
                Locale.ROOT,
                "turns %d, skipped whole %.1f %%, candidates per turn %.2f, characters out/in %.2f, quoted %.1f %%%n",
                turns.size(),
                100.0 * skippedTurns / turns.size(),
                1.0 * candidateCount / turns.size(),
                1.0 * charsOut / charsIn,
                100.0 * prefixed / candidateCount);
    }

    private void printEvidence() {
        Set<String> evidence = new TreeSet<>();
        long inTurns = 0;
        long inCandidates = 0;
        Map<String, Set<String>> lost = new HashMap<>();
        for (JsonNode question : questions) {
            int category = question.get("category").asInt();
            if (category > 4) {
                continue;
            }
            Set<String> cited = evidenceOf(question);
            evidence.addAll(cited);
            if ((category == 1 || category == 4) && question.has("answer")) {
                Set<String> answer = contentWords(question.get("answer").asText());
                Set<String> said = new HashSet<>();
                Set<String> kept = new HashSet<>();
                cited.forEach(id -> said.addAll(contentWords(turn(id).turn().text())));
                cited.forEach(id ->
                        candidates
                                .getOrDefault(id, List.of())
                                .forEach(c -> kept.addAll(contentWords(c.text()))));
                said.retainAll(answer);
                inTurns += said.size();
                Set<String> missing = new HashSet<>(said);
                missing.removeAll(kept);
                said.retainAll(kept);
                inCandidates += said.size();
                if (!missing.isEmpty()) {
                    cited.forEach(
                            id -> lost.computeIfAbsent(id, x -> new TreeSet<>()).addAll(missing));
                }
            }
        }
        List<String> without =
                evidence.stream().filter(id -> !candidates.containsKey(id)).sorted().toList();
        out.printf(
                Locale.ROOT,
                "evidence turns %d, with a candidate %.2f %%%n",
                evidence.size(),
                100.0 * (evidence.size() - without.size()) / evidence.size());
        out.printf(
                Locale.ROOT,
                "answer words in the evidence turns %d, in their candidates %.2f %%%n",
                inTurns,
                100.0 * inCandidates / inTurns);
        without.forEach(id -> out.println("WITHOUT " + id + " | " + turn(id).turn().text()));
        lost.forEach((id, words) ->
                out.println("LOST " + id + " " + words + " | " + turn(id).turn().text()));
    }

    private Set<String> evidenceOf(JsonNode question) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode item : question.get("evidence")) {
            Matcher matcher = TURN.matcher(item.asText());
            while (matcher.find()) {
                ids.add(
                        "%d/D%s:%s"
                                .formatted(
                                        question.get("conversation").asInt(),
                                        matcher.group(1),
                                        matcher.group(2)));
            }
        }
        ids.retainAll(turns.keySet());
        return ids;
    }

    private static Set<String> contentWords(String text) {
        return Word.of(text).stream()
                .map(Word::withoutPossessive)
                .filter(word -> word.length() > 2 && !STOP_WORDS.contains(word))
                .collect(Collectors.toSet());
    }

    private HeardTurn turn(String id) {
        return Objects.requireNonNull(turns.get(id));
    }

    private void printSpeed() {
        for (int round = 0; round < ROUNDS; round++) {
            sessions.forEach(extractor::extract);
        }
        long begun = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            sessions.forEach(extractor::extract);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.printf(Locale.ROOT, "%,.0f turns/s%n", ROUNDS * turns.size() / seconds);
    }

    private void printSamples(int count, long seed) {
        List<String> ids = new ArrayList<>(new TreeSet<>(turns.keySet()));
        Collections.shuffle(ids, new Random(seed));
        for (String id : ids.subList(0, Math.min(count, ids.size()))) {
            HeardTurn turn = turn(id);
            out.printf("%n[%s %s] %s%n", id, turn.saidAt().toLocalDateTime(), turn.turn().text());
            for (Candidate c : candidates.getOrDefault(id, List.of())) {
                out.printf(
                        "   => %s %s %s%n",
                        c.text(), c.categories(), c.validFrom() == null ? "" : c.validFrom());
            }
        }
    }
}
