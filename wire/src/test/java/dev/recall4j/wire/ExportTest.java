package dev.recall4j.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.recall4j.model.Draft;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.Gist;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HearingOptions;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Status;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.tck.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class ExportTest {

    private static final String FIRST_LINE = "{\"type\":\"recall4j-export\",\"version\":1}\n";
    private static final Instant PRECISE = Instant.parse("2024-05-08T12:00:00.123456789Z");
    private static final Scope ODD =
            new Scope("%&=:/{}'\"", "\uD83D\uDE00", "\u05D0\u05D1", "x".repeat(200));

    @Test
    void every_record_written_and_read_is_equal() {
        List<ExportRecord> records = records();

        assertThat(read(write(records))).isEqualTo(records);
    }

    @Test
    void an_hour_that_comes_twice_keeps_its_offset() {
        ZonedDateTime second =
                ZonedDateTime.ofLocal(
                        LocalDateTime.parse("2023-10-29T02:30"),
                        ZoneId.of("Europe/Berlin"),
                        ZoneOffset.ofHours(1));

        ExportRecord turn = new ExportRecord.OfTurn(turn(second), null);

        assertThat(read(write(List.of(turn)))).containsExactly(turn);
    }

    @Test
    void what_is_left_of_an_erased_turn_is_read_back() {
        ExportRecord erased = new ExportRecord.OfErasedTurn(new TurnId("t9"));

        assertThat(read(write(List.of(erased)))).containsExactly(erased);
    }

    @Test
    void an_empty_export_reads_as_empty() {
        assertThat(read(write(List.of()))).isEmpty();
    }

    @Test
    void every_line_is_one_line_whatever_the_text_holds() {
        List<String> lines = new ArrayList<>();
        ExportWriter writer = new ExportWriter(lines::add);
        records().forEach(writer);
        writer.finish();

        assertThat(lines).hasSize(records().size() + 2).noneMatch(line -> line.contains("\n"));
        assertThat(writer.records()).isEqualTo(records().size());
    }

    @Test
    void a_newer_version_is_refused_with_what_to_do() {
        assertThatThrownBy(
                        () -> read("{\"type\":\"recall4j-export\",\"version\":2,\"more\":true}\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("upgrade")
                .extracting(e -> ((RecallException) e).code())
                .isEqualTo(ErrorCode.NEWER_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "hello", "{\"type\":\"turn\"}"})
    void what_is_no_export_is_refused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no export");
    }

    @Test
    void an_export_that_was_cut_off_is_noticed() {
        String whole = write(records());
        String cut = whole.substring(0, whole.lastIndexOf("{\"type\":\"end\""));

        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void a_missing_record_is_noticed() {
        List<String> lines = new ArrayList<>(write(records()).lines().toList());
        lines.remove(2);

        assertThatThrownBy(() -> read(String.join("\n", lines)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("it counts its records as 6, but 5 were read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"tombstone\",\"memory\":\"m\"",
                "{\"type\":\"tombstone\",\"memory\":\"m\",\"erasedAt\":\"once\"}",
                "{\"type\":\"tombstone\",\"memory\":\"*\",\"erasedAt\":\"2024-05-08T12:00:00Z\"}",
                "{\"type\":\"tombstone\",\"erasedAt\":\"2024-05-08T12:00:00Z\"}",
                "{\"type\":\"tombstone\",\"memory\":\"m\",\"erasedAt\":\"2024-05-08T12:00:00Z\",\"x\":1}",
                "{\"type\":\"memory\",\"id\":\"m\"}",
                "{\"type\":\"song\"}",
                "{\"type\":\"recall4j-export\",\"version\":1}",
                "null",
            })
    void a_malformed_line_is_refused_by_its_number(String line) {
        assertThatThrownBy(() -> read(FIRST_LINE + line))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Line 2");
    }

    @Test
    void every_key_that_must_be_given_is_named_when_it_is_missing_or_null() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        List<String> refusals = new ArrayList<>();
        for (String line : write(records()).lines().skip(1).toList()) {
            ObjectNode whole = (ObjectNode) mapper.readTree(line);
            for (Map.Entry<String, JsonNode> key : whole.properties()) {
                refusal(whole.deepCopy().without(key.getKey())).ifPresent(refusals::add);
                refusal(whole.deepCopy().putNull(key.getKey())).ifPresent(refusals::add);
            }
        }

        assertThat(refusals)
                .allMatch(refusal -> refusal.startsWith("Line 2 of the export is refused"))
                .anyMatch(refusal -> refusal.contains("no value at the key 'scope'"))
                .anyMatch(refusal -> refusal.contains("no value at the key 'occurrences'"))
                .anyMatch(refusal -> refusal.contains("no value at the key 'evidence'"))
                .anyMatch(refusal -> refusal.contains("no value at the key 'erasedAt'"));
    }

    private static Optional<String> refusal(JsonNode line) {
        try {
            read(FIRST_LINE + line + "\n{\"type\":\"end\",\"records\":1}");
            return Optional.empty();
        } catch (InvalidRequestException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    occurrences | -1                             | from 1 to
                    occurrences | 9223372036854775807            | from 1 to
                    revision    | -1                             | at least 0
                    saidAt      | "+1000000000-12-31T23:59:59Z"  | years 1 to 9999
                    lastSaidAt  | "-1000000000-01-01T00:00:00Z"  | years 1 to 9999
                    createdAt   | "+999999999-12-31T23:59:59Z"   | years 1 to 9999
                    updatedAt   | "+999999999-12-31T23:59:59Z"   | years 1 to 9999
                    validFrom   | "+999999999-12-31T23:59:59Z"   | years 1 to 9999
                    expiresAt   | "+999999999-12-31T23:59:59Z"   | years 1 to 9999
                    validTo     | "1999-12-31T23:59:59Z"         | before it begins
                    text        | " "                            | is empty
                    evidence    | [{"turn":"t","start":3}]          | 'evidence.end'
                    evidence    | [null]                            | evidence
                    categories  | [null]                            | categories
                    """)
    void what_no_memory_can_be_is_refused_by_its_line(String key, String value, String why)
            throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String line =
                write(records()).lines().filter(l -> l.contains("\"memory\"")).findFirst().get();
        ObjectNode memory = (ObjectNode) mapper.readTree(line);
        memory.set(key, mapper.readTree(value));

        assertThat(refusal(memory))
                .hasValueSatisfying(
                        refusal -> assertThat(refusal).contains("Line 2").contains(why));
    }

    private static List<ExportRecord> records() {
        ZonedDateTime saidAt = PRECISE.atZone(ZoneId.of("Asia/Kathmandu"));
        HearingOptions waiting =
                new HearingOptions(
                        ExtractionMode.MODEL,
                        ExtractionSettings.NONE,
                        Metadata.of("k", 1.5),
                        Set.of("plan"),
                        PRECISE,
                        "me");
        return List.of(
                new ExportRecord.OfTurn(turn(saidAt), waiting),
                new ExportRecord.OfTurn(Samples.turn("t2", Samples.ANA, "plain"), null),
                new ExportRecord.OfMemory(
                        memory(), Gist.of("print"), List.of(new Evidence(new TurnId("t1"), 2, 9))),
                new ExportRecord.OfHistory(
                        new HistoryEntry(
                                MemoryId.of("m1"),
                                HistoryEntry.Event.UPDATED,
                                "old \u2028 text",
                                "new\ntext",
                                "ana",
                                "asked",
                                PRECISE)),
                new ExportRecord.OfHeld(ODD, draft(), ReasonCode.UNGROUNDED, PRECISE),
                new ExportRecord.OfTombstone(MemoryId.of("m9"), PRECISE));
    }

    private static Draft draft() {
        return new Draft(
                MemoryId.of("m2"),
                "Zoë \u2028 likes tea",
                new Gist("print of m2", Set.of("topic")),
                "model/1",
                List.of(new Evidence(new TurnId("t1"), 2, 9)),
                PRECISE,
                PRECISE,
                PRECISE.plusSeconds(1),
                PRECISE.plusSeconds(2),
                Set.of("plan", "taste"),
                Metadata.of("k", 1.5),
                Set.of("taste"));
    }

    private static HeardTurn turn(ZonedDateTime saidAt) {
        Turn turn =
                new Turn(
                        Role.TOOL,
                        "Zoë",
                        "line one\nline two \u2028 \uD83D\uDE00 \"quoted\"",
                        saidAt,
                        "their-id",
                        Metadata.of(Map.of("deep", Map.of("list", List.of(1, 2.0)))));
        return new HeardTurn(new TurnId("t1"), ODD, turn, PRECISE);
    }

    private static Memory memory() {
        return new Memory(
                MemoryId.of("m1"),
                ODD,
                "text",
                Status.RETRACTED,
                new Provenance("local/1", List.of(), Set.of("b"), "ana"),
                668,
                PRECISE,
                PRECISE.plusSeconds(1),
                PRECISE.plusSeconds(2),
                PRECISE.plusSeconds(3),
                PRECISE.plusSeconds(4),
                PRECISE.plusSeconds(5),
                MemoryId.of("m2"),
                PRECISE.plusSeconds(6),
                Set.of("a", "b"),
                Metadata.of("n", 1),
                Long.MAX_VALUE);
    }

    private static String write(List<ExportRecord> records) {
        StringBuilder text = new StringBuilder();
        ExportWriter writer = new ExportWriter(line -> text.append(line).append('\n'));
        records.forEach(writer);
        writer.finish();
        return text.toString();
    }

    private static List<ExportRecord> read(String text) {
        List<ExportRecord> records = new ArrayList<>();
        new ExportReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .forEachRemaining(records::add);
        return records;
    }
}
