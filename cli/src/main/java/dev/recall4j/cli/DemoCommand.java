package dev.recall4j.cli;

import dev.recall4j.local.JtokkitTokens;
import dev.recall4j.model.Context;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Scope;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.spi.TokenCounter;
import dev.recall4j.wire.DemoForm;
import dev.recall4j.wire.ImportForm;
import dev.recall4j.wire.ImportLine;
import dev.recall4j.wire.JsonLines;
import dev.recall4j.wire.ResultsForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code demo}. */
@Command(
        name = "demo",
        modelTransformer = DemoCommand.OwnDirectory.class,
        description = {
            "Remembers a conversation that comes with Recall4j, and asks it eight questions.",
            "Works in a directory of its own that is removed afterwards, unless --data is given."
        })
final class DemoCommand extends Action {

    private static final String CONVERSATION = "demo-conversation.jsonl";
    private static final int RESULTS_SHOWN = 3;
    private static final int CONTEXT_TOKENS = 200;
    private static final Scope WHOSE = Scope.ofUser("priya").withApp("recall4j-demo");
    private static final List<String> QUESTIONS =
            List.of(
                    "Where did Priya quit, and where does she start?",
                    "What is Priya allergic to?",
                    "When do they travel to Lisbon?",
                    "Which flat did Priya sign the lease for?",
                    "What is the cat called, and how old is it?",
                    "What did Sam get their mother for her 60th birthday?",
                    "Which sport did Sam switch to?",
                    "When are Priya's cello lessons?");

    private @Nullable Path ownDirectory;

    /** The usual data directory is not this command's. */
    static final class OwnDirectory implements IModelTransformer {

        @Override
        public CommandSpec transform(CommandSpec command) {
            OptionSpec usual = command.findOption(DATA);
            return command.remove(usual)
                    .addOption(
                            OptionSpec.builder(usual)
                                    .description(
                                            "Data directory, which stays. Default: one of its own that is removed.")
                                    .build());
        }
    }

    @Override
    public Integer call() {
        if (dataGiven() != null) {
            return super.call();
        }
        try (TemporaryDirectory directory = TemporaryDirectory.make()) {
            ownDirectory = directory.path();
            return super.call();
        }
    }

    @Override
    Path directory() {
        return ownDirectory != null ? ownDirectory : super.directory();
    }

    @Override
    boolean mayBeFirst() {
        return true;
    }

    /** The demo is the same whatever is configured. */
    @Override
    Opening.Settings settings() {
        return Opening.Settings.USUAL;
    }

    @Override
    int run() {
        TokenCounter tokens = new JtokkitTokens();
        byte[] conversation = conversation();
        ImportForm imported = imported(conversation);
        List<DemoForm.Question> asked = new ArrayList<>();
        if (!json()) {
            introduce(imported);
        }
        for (String question : QUESTIONS) {
            asked.add(ask(question));
        }
        DemoForm done = new DemoForm(imported, asked, replayed(conversation, tokens));
        answer(done, () -> conclude(done));
        return DONE;
    }

    private ImportForm imported(byte[] conversation) {
        ScopeOptions whose = new ScopeOptions(WHOSE);
        TurnSource source =
                new JsonlTurns(new ByteArrayInputStream(conversation), whose, conversation.length);
        try (Progress progress = Progress.on(console(), "remembering", source.size())) {
            return new Importer(this::memories, null, null, Metadata.EMPTY, progress, line -> {})
                    .run(source);
        }
    }

    private DemoForm.Question ask(String question) {
        Recall recall =
                memories()
                        .search(
                                SearchRequest.builder(WHOSE, question)
                                        .limit(RESULTS_SHOWN)
                                        .build());
        Context context = memories().context(WHOSE, question, CONTEXT_TOKENS);
        if (!json()) {
            show(question, recall);
        }
        return new DemoForm.Question(question, ResultsForm.of(recall), context.tokens());
    }

    private void introduce(ImportForm imported) {
        Lines lines = lines();
        lines.paragraph(
                "%,d turns of a conversation between Priya, Sam and their assistant Juno became %,d memories."
                        .formatted(
                                imported.turns() + imported.alreadyHeard(), imported.memories()));
        lines.print("");
    }

    private void show(String question, Recall recall) {
        Lines lines = lines();
        lines.heading(question);
        for (Recalled recalled : recall.results()) {
            lines.recalledBriefly(recalled);
            recalled.memory().provenance().sources().stream()
                    .limit(1)
                    .forEach(source -> lines.sourceBriefly(" ".repeat(8), source));
        }
        lines.reasons(recall.reasons());
        lines.print("");
    }

    private void conclude(DemoForm done) {
        double average =
                done.questions().stream().mapToInt(DemoForm.Question::tokens).average().orElse(0);
        lines().paragraph(
                        "Replaying the conversation in a prompt takes %,d tokens; what was recalled for a question takes %,.0f on average: %.0f%% less."
                                .formatted(
                                        done.conversationTokens(),
                                        average,
                                        100 * (1 - average / done.conversationTokens())));
    }

    /** What it would take to put the whole conversation into a prompt. */
    private static int replayed(byte[] conversation, TokenCounter tokens) {
        JsonLines lines =
                new JsonLines(new ByteArrayInputStream(conversation), conversation.length);
        StringBuilder transcript = new StringBuilder();
        for (String line = lines.next(); line != null; line = lines.next()) {
            ImportLine turn = ImportLine.parse(line);
            transcript
                    .append(turn.time())
                    .append(' ')
                    .append(turn.name())
                    .append(": ")
                    .append(turn.content())
                    .append('\n');
        }
        return tokens.count(transcript.toString());
    }

    private static byte[] conversation() {
        try (InputStream in =
                Objects.requireNonNull(DemoCommand.class.getResourceAsStream(CONVERSATION))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(CONVERSATION, e);
        }
    }
}
