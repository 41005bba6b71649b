package dev.recall4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class ReplayChatModelTest {

    private static final ChatRequest REQUEST = request("what does Ana like?");

    @TempDir Path directory;

    private Path file;

    @BeforeEach
    void name_a_file() {
        file = directory.resolve("answers.jsonl");
    }

    @Test
    void what_was_recorded_is_answered_again_with_its_cost() {
        ChatAnswer answer = record(new ScriptedChatModel("acme/1").isCutShort("tea \"né\"\n茶"));

        ReplayChatModel replay = new ReplayChatModel(file);

        assertThat(replay.name()).isEqualTo("acme/1");
        assertThat(replay.answer(REQUEST)).isEqualTo(answer);
    }

    @Test
    void each_answer_is_in_the_file_before_it_is_handed_on() throws IOException {
        try (ChatModel model =
                new RecordingChatModel(
                        new ScriptedChatModel().answers("one").answers("two"), file)) {
            model.answer(REQUEST);
            assertThat(Files.readAllLines(file)).hasSize(1);

            model.answer(request("else"));
            assertThat(Files.readAllLines(file)).hasSize(2);
        }
    }

    @Test
    void requests_are_not_in_the_file() throws IOException {
        record(new ScriptedChatModel().answers("tea"));

        assertThat(Files.readString(file)).contains("tea").doesNotContain("Ana");
    }

    @Test
    void what_is_recorded_again_replaces_what_was() {
        record(new ScriptedChatModel().answers("tea"));
        record(new ScriptedChatModel().answers("coffee"));

        assertThat(new ReplayChatModel(file).answer(REQUEST).text()).isEqualTo("coffee");
    }

    @Test
    void a_failure_is_passed_on_and_not_recorded() throws IOException {
        try (ChatModel model = new RecordingChatModel(new ScriptedChatModel().isDown(), file)) {
            assertThatThrownBy(() -> model.answer(REQUEST))
                    .isInstanceOf(UnavailableException.class);
        }

        assertThat(Files.readString(file)).isEmpty();
    }

    @Test
    void a_request_that_differs_in_any_part_is_unknown_and_the_error_says_how_to_record_it() {
        record(new ScriptedChatModel().answers("tea"));
        ReplayChatModel replay = new ReplayChatModel(file);

        assertThat(
                        Stream.of(
                                new ChatRequest("s", REQUEST.user(), null, List.of(), 100),
                                request("else"),
                                new ChatRequest("system", REQUEST.user(), "{}", List.of(), 100),
                                new ChatRequest(
                                        "system",
                                        REQUEST.user(),
                                        null,
                                        List.of(URI.create("https://acme.example/a.png")),
                                        100),
                                new ChatRequest("system", REQUEST.user(), null, List.of(), 99)))
                .allSatisfy(other ->
                        assertThatThrownBy(() -> replay.answer(other))
                                .isInstanceOfSatisfying(
                                        UnavailableException.class,
                                        e ->
                                                assertThat(e.code())
                                                        .isEqualTo(ErrorCode.MODEL_UNAVAILABLE))
                                .hasMessageContaining(ChatRecord.fingerprint(other))
                                .hasMessageContaining("RecordingChatModel"));
    }

    @Test
    void words_that_move_from_one_text_to_the_other_make_another_request() {
        assertThat(ChatRecord.fingerprint(new ChatRequest("ab", "c", null, List.of(), 1)))
                .isNotEqualTo(
                        ChatRecord.fingerprint(new ChatRequest("a", "bc", null, List.of(), 1)));
    }

    @Test
    void a_line_that_is_no_recording_is_named_but_not_repeated() throws IOException {
        record(new ScriptedChatModel().answers("tea"));
        Files.writeString(file, Files.readString(file) + "{\"model\":\"acme/1\",\"requ");

        assertThatThrownBy(() -> new ReplayChatModel(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Line 2")
                .hasMessageNotContaining("acme");
    }

    @Test
    void an_empty_file_is_no_recording() throws IOException {
        Files.createFile(file);

        assertThatThrownBy(() -> new ReplayChatModel(file)).hasMessageContaining("is empty");
    }

    @Test
    void closing_a_recording_closes_its_model() {
        ScriptedChatModel model = new ScriptedChatModel();

        new RecordingChatModel(model, file).close();

        assertThat(model.isClosed()).isTrue();
    }

    private ChatAnswer record(ChatModel model) {
        try (ChatModel recording = new RecordingChatModel(model, file)) {
            return recording.answer(REQUEST);
        }
    }

    private static ChatRequest request(String user) {
        return new ChatRequest("system", user, null, List.of(), 100);
    }
}
