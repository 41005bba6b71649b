package dev.recall4j.quality;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.wire.Json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scenarios, by the split they belong to.
 *
 * @param scenarios in the order of their classes; ids are unique over all splits
 */
public record ScenarioSuite(Map<ScenarioSplit, List<Scenario>> scenarios) {

    /** One file: all scenarios of a class and a split. */
    private record Scenarios(List<Scenario> scenarios) {}

    /**
     * @throws InvalidRequestException if two scenarios have the same id
     */
    public ScenarioSuite {
        Map<ScenarioSplit, List<Scenario>> copy = new EnumMap<>(ScenarioSplit.class);
        scenarios.forEach((split, ofSplit) -> copy.put(split, List.copyOf(ofSplit)));
        scenarios = copy;
        Ids.requireUnique(
                "scenarios",
                copy.values().stream().flatMap(List::stream).map(Scenario::id).toList());
    }

    /**
     * Those that come with Recall4j.
     *
     * @param splits which of them
     */
    public static ScenarioSuite load(Set<ScenarioSplit> splits) {
        Map<ScenarioSplit, List<Scenario>> all = new EnumMap<>(ScenarioSplit.class);
        for (ScenarioSplit split : splits) {
            List<Scenario> ofSplit = new ArrayList<>();
            for (ScenarioClass type : ScenarioClass.values()) {
                ofSplit.addAll(read(split, type));
            }
            all.put(split, ofSplit);
        }
        return new ScenarioSuite(all);
    }

    private static List<Scenario> read(ScenarioSplit split, ScenarioClass type) {
        String name = "scenarios/%s/%s.json".formatted(split.code(), type.code());
        try (InputStream in = ScenarioSuite.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new InvalidRequestException(
                        "There is no file %s; each class has one in each split.".formatted(name));
            }
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Json.read(name, json, Scenarios.class).scenarios();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many there are in all. */
    public int size() {
        return scenarios.values().stream().mapToInt(List::size).sum();
    }
}
