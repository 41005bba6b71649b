package dev.recall4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.cli.Terminal.Said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class ChatTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    @TempDir private Path data;
    private Terminal terminal;
    private final FakeModel model = new FakeModel().drawing("I keep bees", "Ana keeps bees");

    @BeforeEach
    void open() {
        terminal = new Terminal(data).environment(model.chat());
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void it_answers_learns_and_recalls_in_the_next_turn() {
        model.answering("Bees are fine.\nAnd loud.");

        String said = chat("I keep bees.\nWho keeps bees?\n").out();

        assertThat(said).contains("Bees are fine.\nAnd loud.\n", "remembered  Ana keeps bees");
        assertThat(model.prompts()).hasSize(2);
        assertThat(model.prompts().getFirst()).contains("nothing yet", "Ana: I keep bees.");
        assertThat(model.prompts().getLast())
                .contains("Ana keeps bees", "You: Bees are fine.", "Ana: Who keeps bees?");
        assertThat(said.substring(said.indexOf("remembered")))
                .contains("Ana keeps bees", "Bees are fine.");
    }

    @Test
    void memories_are_listed_and_taken_back() {
        chat("I keep bees.\n");
        Matcher id = ID.matcher(terminal.done("list", "--user", "me"));
        assertThat(id.find()).isTrue();

        String said = chat("/memories\n/forget %s\n/memories\n".formatted(id.group())).out();

        assertThat(said).containsSubsequence("Ana keeps bees", "Retracted", "Nothing here.");
        assertThat(model.prompts()).hasSize(1);
    }

    @Test
    void it_goes_on_after_what_it_cannot_do() {
        Said said =
                chat("/forget it\n/dance\n" + "x".repeat(30_000) + "\n\nHello there\n/quit\nbye\n");

        assertThat(said.err()).contains("There is no memory it", "split it");
        assertThat(said.out()).contains("none of /memories, /forget ID, /quit", "I see.");
        assertThat(model.prompts()).hasSize(1);
    }

    @Test
    void what_is_said_while_the_model_is_down_is_kept() {
        model.down(true);

        Said said = chat("I keep bees.\n/memories\n");

        assertThat(said.exitCode()).isZero();
        assertThat(said.err()).contains("No answer: ", "503").doesNotContain("\tat ", "    at ");
        assertThat(said.out()).contains("Nothing here.");
        model.down(false);
        terminal.done("extract", "--pending");
        assertThat(terminal.done("list", "--user", "me")).contains("Ana keeps bees");
    }

    @Test
    void an_answer_cannot_command_the_terminal() {
        model.answering("\u001B[2JGone");

        assertThat(chat("Hello\n").out()).contains("Gone").doesNotContain("\u001B");
    }

    @Test
    void somebody_at_a_terminal_is_prompted() {
        assertThat(terminal.interactive("/quit\n").run("chat", "--name", "Ana").err())
                .isEqualTo("> ");
    }

    @Test
    void without_a_language_model_it_says_how_to_set_one() {
        Said said = terminal.environment(Map.of()).input("Hello\n").run("chat", "--name", "Ana");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("RECALL4J_CHAT_PROVIDER", "RECALL4J_CHAT_MODEL");
    }

    private Said chat(String typed) {
        return terminal.input(typed).run("chat", "--name", "Ana");
    }
}
