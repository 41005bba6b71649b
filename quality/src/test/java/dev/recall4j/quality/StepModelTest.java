package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.InMemoryIndex;
import dev.recall4j.InMemoryJournal;
import dev.recall4j.Memories;
import dev.recall4j.chat.ChatArbiter;
import dev.recall4j.chat.ChatExtractor;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Memory;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Source;
import dev.recall4j.tck.HashingEmbedder;
import dev.recall4j.wire.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Goes through the prompts, as a real model does. */
class StepModelTest {

    private static final String CELLAR =
            """
            {"at":"2024-05-08T12:30","turns":[{"speaker":"Ana","text":"My bike is in the cellar"}],
             "facts":[{"text":"Ana keeps her bike in the cellar","about":"Ana","kind":"state",
                       "turn":1,"quote":"bike is in the cellar","from":null,"to":null,"categories":[]}],
             "expect":{"now":[["bike","cellar"]]}}
            """;

    private static final String GARAGE =
            """
            {"at":"2024-06-08T12:30","turns":[{"speaker":"Ana","text":"My bike is in the garage"}],
             "facts":[{"text":"Ana keeps her bike in the garage","about":"Ana","kind":"state",
                       "turn":1,"quote":"bike is in the garage","from":null,"to":null,"categories":[]}],
             "expect":{"now":[["bike","garage"]],"notNow":[["bike","cellar"]],
                       "superseded":[["bike","cellar"]]}}
            """;

    private final StepClock clock = new StepClock();
    private StepModel model = new StepModel(StepRulings.NONE);
    private Memories memories = memories();

    @AfterEach
    void close() {
        memories.close();
    }

    private Memories memories() {
        return Memories.builder()
                .journal(new InMemoryJournal())
                .index(InMemoryIndex::new)
                .embedder(new HashingEmbedder())
                .extractor(ExtractionMode.MODEL, new ChatExtractor(model))
                .arbiter(new ChatArbiter(model))
                .clock(clock)
                .build();
    }

    private void ruledBy(StepRulings rulings) {
        memories.close();
        model = new StepModel(rulings);
        memories = memories();
    }

    private ScenarioReport play(Scenario... scenarios) {
        return new ScenarioRun(
                        new ScenarioSuite(Map.of(ScenarioSplit.DEV, List.of(scenarios))),
                        new ScenarioRun.Settings("1.0", ExtractionMode.MODEL),
                        clock,
                        model,
                        memories)
                .run(played -> {});
    }

    private List<Memory> of(String scenario) {
        return memories.list(Scope.ofUser(scenario)).items();
    }

    @Test
    void the_facts_of_a_step_become_memories_that_cite_their_quotes() {
        play(scenario("bike", CELLAR));

        assertThat(of("bike"))
                .extracting(Memory::text)
                .containsExactly("Ana keeps her bike in the cellar");
        assertThat(of("bike").getFirst().provenance().sources())
                .extracting(Source::quote)
                .containsExactly("bike is in the cellar");
    }

    @Test
    void what_is_said_in_two_scenarios_gives_each_its_own_facts() {
        String other = CELLAR.replace("Ana keeps her bike", "Ana's bike is kept");

        play(scenario("one", CELLAR), scenario("two", other));

        assertThat(of("one"))
                .extracting(Memory::text)
                .containsExactly("Ana keeps her bike in the cellar");
        assertThat(of("two"))
                .extracting(Memory::text)
                .containsExactly("Ana's bike is kept in the cellar");
    }

    @Test
    void a_fact_of_the_second_of_two_equal_turns_cites_that_one() {
        String twice =
                """
                {"at":"2024-05-08T12:30",
                 "turns":[{"text":"It rains","saidAt":"2024-05-07"},{"text":"It rains"}],
                 "facts":[{"text":"It rains","about":"the weather","kind":"state","turn":2,
                           "quote":"It rains","from":null,"to":null,"categories":[]}],
                 "expect":{}}
                """;

        play(scenario("rain", twice));

        assertThat(of("rain").getFirst().saidAt()).isEqualTo("2024-05-08T10:30:00Z");
    }

    @Test
    void what_is_not_grounded_is_not_believed_though_the_scenario_gives_it() {
        play(scenario("bike", CELLAR.replace("keeps her bike", "keeps 7 bikes")));

        assertThat(of("bike")).isEmpty();
    }

    @Test
    void without_rulings_what_rules_leave_open_stays_open() {
        ScenarioReport report = play(scenario("bike", CELLAR + "," + GARAGE));

        assertThat(report.failed()).hasSize(1);
        assertThat(of("bike")).hasSize(2);
        assertThat(report.tables().getFirst().title())
                .isEqualTo("Scenarios that pass with given facts and rules alone, %, by class");
    }

    @Test
    void an_oracle_rules_as_the_step_expects() {
        ruledBy(StepRulings.ORACLE);

        assertThat(play(scenario("bike", CELLAR + "," + GARAGE)).failed()).isEmpty();
    }

    @Test
    void figures_of_an_oracle_are_called_the_best_that_could_be() {
        ruledBy(StepRulings.ORACLE);

        ScenarioReport report = play(scenario("bike", CELLAR));

        assertThat(report.tables())
                .allSatisfy(table -> assertThat(table.title()).contains("oracle"))
                .allSatisfy(
                        table -> assertThat(table.columns()).containsExactly("dev", "% at best"));
        assertThat(report.json()).contains("\"rulings\":\"oracle\"");
    }

    private static Scenario scenario(String id, String steps) {
        String json =
                """
                {"id":"%s","class":"address","language":"en","zone":"Europe/Madrid",
                 "shows":"a move","steps":[%s]}
                """
                        .formatted(id, steps);
        return Json.read("the scenario", json, Scenario.class);
    }
}
