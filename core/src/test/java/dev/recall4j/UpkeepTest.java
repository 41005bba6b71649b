package dev.recall4j;

import static dev.recall4j.tck.Samples.ANA;
import static dev.recall4j.tck.Samples.NOON;
import static dev.recall4j.tck.Samples.OPTIONS;
import static dev.recall4j.tck.Samples.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.HearingId;
import dev.recall4j.model.Status;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Hearing;
import dev.recall4j.tck.HashingEmbedder;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class UpkeepTest {

    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final InMemoryJournal journal = new InMemoryJournal();

    @Test
    void the_thread_goes_on_after_an_error() throws InterruptedException {
        hear("poison");
        hear("tea");
        CountDownLatch thrown = new CountDownLatch(1);
        CountDownLatch settled = new CountDownLatch(2);
        ScriptedExtractor extractor =
                new ScriptedExtractor(turns -> {
                    if (turns.getFirst().turn().text().equals("poison")) {
                        thrown.countDown();
                        throw new NoClassDefFoundError("a jar is missing");
                    }
                    return new VerbatimExtractor().extract(turns);
                });

        try (Upkeep upkeep =
                new Upkeep(journal.operator(), path(extractor), settled::countDown, CLOCK)) {
            upkeep.start();

            assertThat(thrown.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(settled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(journal.tally(Tenant.DEFAULT, NOON).memories())
                    .containsEntry(Status.ACTIVE, 1L);
        }
    }

    private WritePath path(ScriptedExtractor extractor) {
        return new WritePath(
                journal,
                Map.of(OPTIONS.mode(), extractor),
                ExtractionMode.VERBATIM,
                new SameWordsJudge(),
                new HashingEmbedder(),
                CLOCK,
                ZoneOffset.UTC);
    }

    private void hear(String text) {
        journal.hear(
                Tenant.DEFAULT,
                ANA,
                new Hearing(
                        new HearingId("h-" + text),
                        List.of(turn("t-" + text, ANA, text)),
                        OPTIONS));
    }
}
