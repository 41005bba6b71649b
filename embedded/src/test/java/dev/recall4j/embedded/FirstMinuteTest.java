package dev.recall4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.Memories;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryUpdate;
import dev.recall4j.model.Recall;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** The README's first minute, compiled and run; and the README says just that. */
class FirstMinuteTest {

    @TempDir Path directory;

    @Test
    void the_first_minute_of_the_readme_works() {
        Path path = directory;
        // [first-minute]
        try (Memories memories = Recall4j.open(path)) {
            Scope ana = Scope.ofUser("ana");

            memories.add(
                    ana,
                    List.of(
                            Turn.user("Hi! I moved to Lisbon last week.").by("Ana"),
                            Turn.user("And I'm allergic to peanuts, so is my sister.").by("Ana")));

            Recall recall = memories.search(ana, "Where does Ana live?");
            Memory best = recall.results().getFirst().memory();
            // "Ana moved to Lisbon last week (week of 2026-11-16)."

            String context = memories.context(ana, "What can Ana eat?", 500).text();
            // dated lines for a prompt, never more than 500 tokens

            memories.update(best.id(), MemoryUpdate.text("Ana moved to Porto"));
            memories.history(best.id()); // old text, new text, who, when, why
            memories.erase(ana); // and no byte of it is left
        }
        // [/first-minute]
    }

    @Test
    void what_the_comments_of_the_readme_say_is_true() {
        try (Memories memories = Recall4j.open(directory)) {
            Scope ana = Scope.ofUser("ana");
            memories.add(
                    ana,
                    List.of(
                            Turn.user("Hi! I moved to Lisbon last week.").by("Ana"),
                            Turn.user("And I'm allergic to peanuts, so is my sister.").by("Ana")));

            assertThat(
                            memories.search(ana, "Where does Ana live?")
                                    .results()
                                    .getFirst()
                                    .memory()
                                    .text())
                    .matches("Ana moved to Lisbon last week \\(week of \\d{4}-\\d\\d-\\d\\d\\)\\.");
            assertThat(memories.context(ana, "What can Ana eat?", 500).text()).contains("peanuts");
        }
    }
}
