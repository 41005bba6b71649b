package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.Decay;
import dev.recall4j.Memories;
import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Explanation;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Recalled;
import dev.recall4j.model.Scope;
import dev.recall4j.model.SearchRequest;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The code of the guide to rankings, and that it does what the guide says. */
class FadingExampleTest {

    @TempDir private Path directory;

    @Test
    void what_the_guide_says_about_fading_and_explaining_is_true() {
        Path path = directory;
        // [fading]
        Decay decay =
                Decay.of(Duration.ofDays(180))
                        .withHalfLife("mood", Duration.ofDays(2))
                        .withHalfLife("preference", Duration.ofDays(720));
        try (Memories memories =
                Recall4j.at(path).decay(decay).eraseExpiredAfter(Duration.ofDays(30)).open()) {
            Scope ana = Scope.ofUser("ana");
            memories.add(
                    AddRequest.builder(ana)
                            .turn(Turn.user("My blood group is A negative."))
                            .categories(Set.of(Decay.PINNED)) // does not fade
                            .build());

            Recall recall =
                    memories.search(
                            SearchRequest.builder(ana, "Which blood group?").explain(true).build());
            Recalled best = recall.results().getFirst();
            Map<Signal, Recalled.Part> parts = best.explanation(); // together the score
            Explanation explanation = recall.explanation(); // found, judged, kept out
            // [/fading]
            assertThat(Objects.requireNonNull(parts.get(Signal.FRESHNESS)).raw()).isEqualTo(1);
            assertThat(Objects.requireNonNull(explanation).found())
                    .containsEntry(Signal.KEYWORD, 1);
            assertThat(best.memory().text()).contains("A negative");
        }
    }
}
