package dev.recall4j.cli;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.Context;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.Role;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatModel;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code chat}. */
@Command(
        name = "chat",
        description = {
            "Talks with the configured language model, and remembers.",
            "For every line it shows what it recalled, the answer, and what it learned. /memories lists what"
                    + " it knows, /forget ID takes something back, /quit ends. If the model is down, what"
                    + " you say is kept. Whose memory: user me, if no other is given."
        })
final class ChatCommand extends Action {

    private static final Scope WHOSE = Scope.ofUser("me");
    private static final int CONTEXT_TOKENS = 1_000;
    private static final int LINE_BYTES_MAX = 20_000;
    private static final String COMMANDS = "/memories, /forget ID, /quit";

    @Mixin private final ScopeOptions whose = new ScopeOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "Your name, such as Ana.")
    private @Nullable String name;

    private @Nullable ChatModel model;
    private @Nullable Talk talk;

    @Override
    boolean mayBeFirst() {
        return true;
    }

    /** The engine draws statements with the model that answers. */
    @Override
    Opening.Settings settings() {
        return Opening.Settings.USUAL.withChatModel(model).withEmbedder(models().openEmbedder());
    }

    @Override
    int run() {
        if (json()) {
            throw new InvalidRequestException("A chat is for people; leave --json out.");
        }
        model = models().requireChat("A chat");
        talk = new Talk(model, name);
        lines().note("%s. %s".formatted(model.name(), COMMANDS));
        InputStream in = new BufferedInputStream(console().in());
        boolean on = true;
        while (on) {
            on = heard(in);
        }
        return DONE;
    }

    /** One line of who sits there; whether more may come. */
    private boolean heard(InputStream in) {
        try {
            String line = asked(in);
            if (line == null || line.equals("/quit")) {
                return false;
            }
            obey(line);
        } catch (InvalidRequestException | ConflictException | UnavailableException e) {
            complain("", e);
        }
        return true;
    }

    private @Nullable String asked(InputStream in) {
        if (console().interactive()) {
            console().err().print("> ");
            console().err().flush();
        }
        String line = Input.nextLine(in, LINE_BYTES_MAX);
        return line == null ? null : line.strip();
    }

    private void obey(String line) {
        if (line.equals("/memories")) {
            List<Memory> known = memories().list(scope()).items();
            known.forEach(lines()::memory);
            if (known.isEmpty()) {
                lines().print("Nothing here.");
            }
        } else if (line.startsWith("/forget ")) {
            MemoryId id = MemoryId.of(line.substring("/forget ".length()).strip());
            lines().print("Retracted " + memories().delete(id).id());
        } else if (line.startsWith("/")) {
            lines().print("That is none of " + COMMANDS + ".");
        } else if (!line.isEmpty()) {
            talk(Turn.user(line).by(name));
        }
    }

    private void talk(Turn said) {
        List<Turn> turns = new ArrayList<>(List.of(said));
        String answer = answer(said.text(), recalled(said.text()));
        if (answer != null) {
            lines().paragraphs(answer);
            turns.add(Turn.of(Role.ASSISTANT, answer));
        }
        learn(turns);
    }

    /** What is known of it, in the words of a prompt; nothing if it cannot be found out now. */
    private String recalled(String question) {
        try {
            Context context = memories().context(scope(), question, CONTEXT_TOKENS);
            context.text().lines().forEach(line -> lines().note("  " + Lines.oneLine(line)));
            return context.text();
        } catch (UnavailableException e) {
            complain("Nothing is recalled: ", e);
            return "";
        }
    }

    private @Nullable String answer(String said, String context) {
        try {
            String answer = Objects.requireNonNull(talk).answer(said, context);
            if (answer.isEmpty()) {
                lines().note("It answered nothing.");
            }
            return answer.isEmpty() ? null : answer;
        } catch (UnavailableException e) {
            complain("No answer: ", e);
            return null;
        }
    }

    private void learn(List<Turn> turns) {
        var added = memories().add(scope(), turns);
        new DecisionLines(lines()).done(added.decisions());
        lines().reasons(added.reasons());
    }

    private Scope scope() {
        return whose.none() ? WHOSE : whose.scope();
    }

    private void complain(String what, RecallException e) {
        console().err().println(what + Lines.oneLine(String.valueOf(e.getMessage())));
        console().err().flush();
    }
}
