package dev.recall4j.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Added;
import dev.recall4j.model.CheckReport;
import dev.recall4j.model.Context;
import dev.recall4j.model.Decision;
import dev.recall4j.model.Draft;
import dev.recall4j.model.EmbedderInfo;
import dev.recall4j.model.Erasure;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Evidence;
import dev.recall4j.model.Explanation;
import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryExplanation;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Page;
import dev.recall4j.model.Provenance;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Recall;
import dev.recall4j.model.RecallEntry;
import dev.recall4j.model.RecallUse;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Source;
import dev.recall4j.model.Stats;
import dev.recall4j.model.Status;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;
import dev.recall4j.tck.Samples;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

class FormsTest {

    private static final Instant NOON = Samples.NOON;
    private static final Reason REASON = new Reason(ReasonCode.BELOW_THRESHOLD, "too low", 2);

    @Test
    void a_search_result_has_exactly_the_promised_keys_in_their_order() {
        Recalled recalled =
                new Recalled(
                        memory(),
                        0.75,
                        Map.of(
                                Signal.KEYWORD, new Recalled.Part(0.5, 0.25, 2),
                                Signal.DENSE, new Recalled.Part(0.9, 0.5, 1)));

        String json =
                Json.write(
                        ResultsForm.of(
                                new Recall(List.of(recalled), List.of(REASON), explanation())));

        assertThat(json)
                .isEqualTo(
                        """
                        {"results":[{"id":"m1","memory":"Ana lives in Porto.","score":0.75,\
                        "status":"superseded","scope":{"user":"ana","run":"r1"},\
                        "saidAt":"2024-05-08T12:00:00Z","lastSaidAt":"2024-05-08T12:00:00Z",\
                        "occurrences":1,"createdAt":"2024-05-08T12:00:01Z",\
                        "updatedAt":"2024-05-08T12:00:02Z","validFrom":"2024-05-08T12:00:03Z",\
                        "validTo":"2024-05-08T12:00:04Z","supersededBy":"m2",\
                        "expiresAt":"2024-05-08T12:00:05Z","categories":["home","place"],\
                        "metadata":{"n":1},"sources":[{"turnId":"t1","speaker":"Ana",\
                        "text":"I live in Porto.","saidAt":"2024-05-08T12:00:00Z"}],\
                        "explain":{"dense":{"raw":0.9,"part":0.5,"rank":1},\
                        "keyword":{"raw":0.5,"part":0.25,"rank":2}}}],\
                        "reasons":[{"code":"below-threshold","message":"too low","count":2}],\
                        "explanation":{"threshold":0.5,"found":{"dense":4,"keyword":2},"judged":6,\
                        "belowThreshold":5,"visible":9,"expired":3,"notValid":2,"filtered":1}}\
                        """);
    }

    @Test
    void what_is_unknown_is_absent() {
        Memory plain = Samples.memory("m1", Samples.ANA, "text");

        String json = Json.write(ResultsForm.of(new Page<>(List.of(plain), null)));

        assertThat(json)
                .isEqualTo(
                        """
                        {"results":[{"id":"m1","memory":"text","status":"active",\
                        "scope":{"user":"ana"},"saidAt":"2024-05-08T12:00:00Z",\
                        "lastSaidAt":"2024-05-08T12:00:00Z","occurrences":1,\
                        "createdAt":"2024-05-08T12:00:00Z","updatedAt":"2024-05-08T12:00:00Z",\
                        "categories":[],"metadata":{},"sources":[]}],"reasons":[]}\
                        """);
    }

    @Test
    void an_explanation_tells_where_the_memory_was_recalled() {
        RecallEntry context =
                new RecallEntry(
                        NOON.plusSeconds(1),
                        Scope.ofUser("ana").withRun("r1"),
                        RecallUse.CONTEXT,
                        2,
                        0.5);
        RecallEntry search = new RecallEntry(NOON, Scope.ofUser("ana"), RecallUse.SEARCH, 1, 0.75);
        Recalls recalls = new Recalls(2, NOON, NOON.plusSeconds(1), List.of(context, search));

        String json = Json.write(MemoryExplanationForm.of(explained(recalls)));

        assertThat(json)
                .endsWith(
                        """
                        "recalls":{"times":2,"first":"2024-05-08T12:00:00Z",\
                        "last":"2024-05-08T12:00:01Z","latest":[{"at":"2024-05-08T12:00:01Z",\
                        "scope":{"user":"ana","run":"r1"},"use":"context","rank":2,"score":0.5},\
                        {"at":"2024-05-08T12:00:00Z","scope":{"user":"ana"},"use":"search",\
                        "rank":1,"score":0.75}]}}\
                        """);
        assertThat(Json.write(MemoryExplanationForm.of(explained(Recalls.NONE))))
                .endsWith("\"recalls\":{\"times\":0,\"latest\":[]}}");
    }

    private static MemoryExplanation explained(Recalls recalls) {
        return new MemoryExplanation(memory(), List.of(), List.of(), List.of(), recalls);
    }

    @Test
    void a_page_names_the_cursor_of_the_next() {
        assertThat(Json.write(ResultsForm.of(new Page<>(List.of(), "c2"))))
                .isEqualTo("{\"results\":[],\"reasons\":[],\"next\":\"c2\"}");
    }

    @Test
    void results_read_back_are_equal() {
        assertReadsBack(
                ResultsForm.of(
                        new Recall(
                                List.of(new Recalled(memory(), 0.5, Map.of())),
                                List.of(REASON),
                                explanation())),
                ResultsForm.class);
    }

    @Test
    void each_decision_says_what_it_did() {
        Evidence evidence = new Evidence(new TurnId("t1"), 0, 4);
        Added added =
                new Added(
                        List.of(new TurnId("t1")),
                        List.of(
                                new Decision.Add(draft("m1"), "news"),
                                new Decision.Supersede(
                                        MemoryId.of("m1"), draft("m2"), NOON, "moved"),
                                new Decision.Reinforce(
                                        MemoryId.of("m2"), evidence, NOON, null, "again"),
                                new Decision.Retract(MemoryId.of("m3"), "taken back"),
                                new Decision.Ignore(evidence, ReasonCode.SMALL_TALK, "thanks")),
                        List.of(REASON),
                        ModelUse.NONE);

        AddedForm form = AddedForm.of(added);

        assertThat(Json.write(form))
                .isEqualTo(
                        """
                        {"turns":["t1"],"decisions":[\
                        {"decision":"add","id":"m1","memory":"text","reason":"news"},\
                        {"decision":"supersede","id":"m2","memory":"text","supersedes":"m1",\
                        "reason":"moved"},\
                        {"decision":"reinforce","id":"m2","reason":"again"},\
                        {"decision":"retract","id":"m3","reason":"taken back"},\
                        {"decision":"ignore","code":"small-talk","reason":"thanks"}],\
                        "reasons":[{"code":"below-threshold","message":"too low","count":2}]}\
                        """);
        assertReadsBack(form, AddedForm.class);
    }

    @Test
    void a_context_is_its_text_and_the_memory_or_turn_behind_each_line() {
        Recalled recalled = new Recalled(memory(), 0.5, Map.of());
        HeardTurn turn =
                new HeardTurn(
                        new TurnId("t1"),
                        Scope.ofUser("ana"),
                        Turn.user("a turn").at(NOON.atZone(ZoneOffset.UTC)),
                        NOON);
        ContextForm form =
                ContextForm.of(
                        new Context(
                                "a line",
                                2,
                                List.of(
                                        new Context.Line("a line", recalled),
                                        new Context.Line("a turn", recalled, turn)),
                                List.of()));

        assertThat(Json.write(form))
                .isEqualTo(
                        """
                        {"text":"a line","tokens":2,\
                        "lines":[{"id":"m1","score":0.5,"text":"a line"},\
                        {"id":"m1","score":0.5,"turn":"t1","text":"a turn"}],"reasons":[]}\
                        """);
        assertReadsBack(form, ContextForm.class);
    }

    @Test
    void history_leaves_out_texts_that_are_not_there() {
        HistoryEntry entry =
                new HistoryEntry(
                        MemoryId.of("m1"),
                        HistoryEntry.Event.ADDED,
                        null,
                        "new",
                        "cli",
                        "said",
                        NOON);

        HistoryForm form = HistoryForm.of(MemoryId.of("m1"), List.of(entry));

        assertThat(Json.write(form))
                .isEqualTo(
                        """
                        {"id":"m1","entries":[{"event":"added","newText":"new","actor":"cli",\
                        "reason":"said","at":"2024-05-08T12:00:00Z"}]}\
                        """);
        assertReadsBack(form, HistoryForm.class);
    }

    @Test
    void stats_name_every_status() {
        StatsForm form =
                StatsForm.of(
                        new Stats(
                                Map.of(Status.ACTIVE, 3L),
                                5,
                                1,
                                4,
                                2,
                                new EmbedderInfo("e5", 384),
                                9,
                                8));

        assertThat(Json.write(form))
                .isEqualTo(
                        """
                        {"memories":{"active":3,"superseded":0,"retracted":0,"expired":0},\
                        "turns":5,"pendingTurns":1,"held":4,"scopes":2,\
                        "embedder":{"name":"e5","dimension":384},\
                        "journalPosition":9,"indexPosition":8}\
                        """);
        assertReadsBack(form, StatsForm.class);
    }

    @Test
    void a_check_says_whether_both_parts_are_sound() {
        CheckForm form = CheckForm.of(new CheckReport(List.of("row 3"), 10, 0, 1, 0));

        assertThat(form.journalSound()).isFalse();
        assertThat(form.indexSound()).isFalse();
        assertReadsBack(form, CheckForm.class);
        assertReadsBack(ErasureForm.of(new Erasure(2, 3)), ErasureForm.class);
    }

    @Test
    void an_error_is_its_code_and_message() {
        InvalidRequestException e = new InvalidRequestException(ErrorCode.NOT_FOUND, "No m1.");

        assertThat(Json.write(ErrorForm.of(e)))
                .isEqualTo("{\"error\":{\"code\":\"not-found\",\"message\":\"No m1.\"}}");
        assertReadsBack(ErrorForm.of(e), ErrorForm.class);
    }

    private static <T> void assertReadsBack(T form, Class<T> type) {
        assertThat(Json.read("the form", Json.write(form), type)).isEqualTo(form);
    }

    private static Draft draft(String id) {
        return new Draft(
                MemoryId.of(id),
                "text",
                "text",
                "test/1",
                List.of(),
                NOON,
                null,
                null,
                Set.of(),
                Metadata.EMPTY);
    }

    private static Memory memory() {
        Source source =
                new Source(new Evidence(new TurnId("t1"), 0, 5), "Ana", "I live in Porto.", NOON);
        return new Memory(
                MemoryId.of("m1"),
                Scope.ofUser("ana").withRun("r1"),
                "Ana lives in Porto.",
                Status.SUPERSEDED,
                new Provenance("test/1", List.of(source)),
                1,
                NOON,
                NOON,
                NOON.plusSeconds(1),
                NOON.plusSeconds(2),
                NOON.plusSeconds(3),
                NOON.plusSeconds(4),
                MemoryId.of("m2"),
                NOON.plusSeconds(5),
                Set.of("place", "home"),
                Metadata.of("n", 1),
                7);
    }

    private static Explanation explanation() {
        return new Explanation(0.5, Map.of(Signal.KEYWORD, 2, Signal.DENSE, 4), 6, 5, 9, 3, 2, 1);
    }
}
