package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.recall4j.Memories;
import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Image;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.spi.ChatRequest;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.tck.ScriptedChatModel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** An image from the turn that shows it to what is kept of it on disk. */
class ImageTest {

    private static final Scope ANA = Scope.ofUser("ana");
    private static final byte[] GIF = "GIF89a, and no more bytes".getBytes(ISO_8859_1);

    private final ScriptedChatModel model =
            new ScriptedChatModel("acme/1").otherwise(ImageTest::reply);

    @TempDir private Path directory;
    private Path data;
    private Path file;

    @BeforeEach
    void draw() throws IOException {
        data = directory.resolve("data");
        file = Files.write(directory.resolve("dogs.gif"), GIF);
    }

    private static String reply(ChatRequest request) {
        return request.images().isEmpty()
                ? "{\"facts\":[{\"text\":\"Ana has a brown dog\",\"about\":\"Ana\",\"kind\":\"possession\","
                        + "\"turn\":1,\"quote\":\"brown dog\",\"from\":null,\"to\":null,\"categories\":[]}]}"
                : "{\"images\":[{\"words\":\"a brown dog on a beach\"}]}";
    }

    private Memories open() {
        return Recall4j.at(data).embedder(new HashingEmbedder()).chatModel(model).open();
    }

    @Test
    void a_model_that_sees_puts_it_into_words_from_which_memories_are_drawn() throws IOException {
        model.seeing();
        try (Memories memories = open()) {
            // [images]
            Image dogs = Image.of(Files.readAllBytes(file)).withCaption("Rex and Bella");
            memories.add(Scope.ofUser("ana"), Turn.user("Look!").withImage(dogs));
            // [/images]
        }

        try (Memories memories = open()) {
            Memory memory = memories.search(ANA, "Ana's brown dog").results().getFirst().memory();
            assertThat(memory.text()).isEqualTo("Ana has a brown dog");
        }
    }

    @Test
    void no_byte_of_an_image_is_on_disk() throws IOException {
        model.seeing();
        try (Memories memories = open()) {
            memories.add(ANA, Turn.user("Look!").withImage(Image.of(GIF)));
        }

        String base64 = Base64.getEncoder().encodeToString(GIF);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(one, ISO_8859_1))
                        .doesNotContain("GIF89a")
                        .doesNotContain(base64.substring(0, 20));
            }
        }
    }

    @Test
    void a_model_that_does_not_see_is_not_shown_it() {
        try (Memories memories = open()) {
            Added added = memories.add(ANA, Turn.user("A brown dog").withImage(Image.of(GIF)));

            assertThat(added.reasons())
                    .extracting(Reason::code)
                    .contains(ReasonCode.IMAGE_NOT_SEEN);
            assertThat(model.requests()).allMatch(request -> request.images().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "VERBATIM"})
    void a_caption_is_found_in_the_modes_that_ask_no_model(ExtractionMode mode) {
        try (Memories memories = open()) {
            memories.add(
                    AddRequest.builder(ANA)
                            .turn(
                                    Turn.user("This is our garden.")
                                            .withImage(
                                                    Image.of(GIF)
                                                            .withCaption("roses at the old gate")))
                            .mode(mode)
                            .build());

            List<String> found =
                    memories.search(ANA, "roses at the gate").results().stream()
                            .map(one -> one.memory().text())
                            .toList();
            assertThat(found).anyMatch(text -> text.contains("[image: roses at the old gate]"));
            assertThat(model.calls()).isZero();
        }
    }
}
