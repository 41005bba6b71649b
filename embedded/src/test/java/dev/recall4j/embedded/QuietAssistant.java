package dev.recall4j.embedded;

import dev.recall4j.Memories;
import dev.recall4j.model.Added;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;
import dev.recall4j.tck.CrashHarness;
import dev.recall4j.tck.MortalEmbedder;
import dev.recall4j.tck.ScriptedReranker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The child of the tests of silence: does all that can be done with a secret, logs everything there
 * is to log on standard error, and reports the sockets it saw open on standard output.
 */
final class QuietAssistant {

    static final String SECRET = "xyzzyplugh";
    private static final Scope ANA = Scope.ofUser("ana");

    private QuietAssistant() {}

    /** Argument: the data directory. */
    public static void main(String[] arguments) throws Exception {
        logEverything();
        AtomicLong sockets = new AtomicLong();
        Thread watch = Thread.ofPlatform().daemon().start(() -> watchSockets(sockets));
        Path directory = Path.of(arguments[0]);
        try (Memories memories = Recall4j.open(directory)) {
            useAll(memories);
        }
        failWithTheSecretInHand(directory);
        watch.interrupt();
        watch.join();
        CrashHarness.acknowledge("sockets " + sockets.get());
    }

    private static void logEverything() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        ConsoleHandler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.ALL);
    }

    private static void useAll(Memories memories) {
        Added added =
                memories.add(
                        ANA,
                        List.of(
                                Turn.user("My password is " + SECRET).by("Ana " + SECRET),
                                Turn.assistant("I will keep " + SECRET + " to myself.")));
        MemoryId id = added.added().getFirst();
        memories.search(ANA, "What is " + SECRET + "?");
        memories.context(ANA, SECRET, 100);
        memories.update(id, MemoryUpdate.text("The password was " + SECRET));
        memories.history(id);
        memories.check();
        memories.reindex();
        refused(() -> memories.add(ANA, SECRET + "\u0000"));
        refused(() -> memories.add(ANA, SECRET.repeat(100_000)));
        refused(() ->
                memories.update(
                        added.added().getLast(), MemoryUpdate.text("The password was " + SECRET)));
        System.err.println(added + " " + memories.get(id) + " " + memories.search(ANA, SECRET));
        memories.erase(ANA);
    }

    /** What breaks while it holds the secret must not shout it out. */
    private static void failWithTheSecretInHand(Path directory) {
        MortalEmbedder down = new MortalEmbedder();
        down.down(true);
        try (Memories memories = Recall4j.at(directory.resolve("down")).embedder(down).open()) {
            memories.add(ANA, "My password is " + SECRET);
            memories.extractPending();
        }
        failWithModelsThatQuote(directory.resolve("quoting"), false);
        failWithModelsThatQuote(directory.resolve("missing"), true);
    }

    private static void failWithModelsThatQuote(Path directory, boolean fromTheStart) {
        QuotingEmbedder embedder = new QuotingEmbedder();
        ScriptedReranker reranker = new ScriptedReranker();
        reranker.answer((query, passages) -> {
            throw QuotingEmbedder.quoting("Cannot judge", query + passages.getFirst().text());
        });
        embedder.down(fromTheStart);
        try (Memories memories =
                Recall4j.at(directory)
                        .embedder(embedder)
                        .reranker(reranker)
                        .defaultMode(ExtractionMode.VERBATIM)
                        .open()) {
            memories.add(ANA, "My password is " + SECRET);
            embedder.down(true);
            memories.search(ANA, "Which password is " + SECRET + "?");
            memories.add(ANA, "Another password is " + SECRET);
        }
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (RecallException e) {
            e.printStackTrace();
        }
    }

    private static void watchSockets(AtomicLong sockets) {
        while (!Thread.currentThread().isInterrupted()) {
            sockets.accumulateAndGet(openSockets(), Math::max);
            Thread.onSpinWait();
        }
    }

    private static long openSockets() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(QuietAssistant::isSocket).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }
}
