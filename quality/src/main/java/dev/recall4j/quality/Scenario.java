package dev.recall4j.quality;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/**
 * A short dated conversation, with what must be true of memory after every step of it. {@code
 * docs/scenarios.md} describes its form in JSON.
 *
 * @param id unique in the suite
 * @param type what it is about; {@code class} in JSON
 * @param language ISO 639-1 code of the language it is held in
 * @param zone in which its times are, such as {@code Europe/Lisbon}
 * @param shows in one sentence, what a memory must get right here
 * @param steps in the order they happen
 */
public record Scenario(
        String id,
        @JsonProperty("class") ScenarioClass type,
        String language,
        String zone,
        String shows,
        List<Step> steps) {

    public Scenario {
        steps = List.copyOf(steps);
    }

    /**
     * A part of the conversation, added in one piece.
     *
     * @param at when it is added; its turns are said then unless they say otherwise
     * @param turns what is said
     * @param facts what a good language model would draw from it
     * @param expect what must be true of memory afterwards
     */
    public record Step(
            String at,
            List<Line> turns,
            @JsonProperty @JsonSetter(nulls = Nulls.AS_EMPTY) List<Fact> facts,
            Expectation expect) {

        public Step {
            turns = List.copyOf(turns);
            facts = List.copyOf(facts);
        }
    }

    /**
     * A turn.
     *
     * @param role who spoke; null for the user
     * @param speaker the speaker's name, or null if unknown
     * @param saidAt when, if not when the step is added: an old chat that is imported
     */
    public record Line(
            @Nullable String role, @Nullable String speaker, String text, @Nullable String saidAt) {

        Role speaks() {
            return role == null ? Role.USER : Role.valueOf(role.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A statement that stands in a turn.
     *
     * @param text the statement, readable without the conversation
     * @param about whom or what it is about
     * @param kind one of identity, preference, plan, event, relation, state, procedure and action
     * @param turn in which turn of the step it stands, from 1 on
     * @param quote the words of the turn that say it
     * @param from the day since when it is true, if the turn says so
     * @param to the day until when it is true, if the turn says so
     */
    public record Fact(
            String text,
            String about,
            String kind,
            int turn,
            String quote,
            @Nullable String from,
            @Nullable String to,
            List<String> categories) {

        public Fact {
            categories = List.copyOf(categories);
        }
    }

    /** The turns of a step, with their times. */
    List<Turn> turns(Step step) {
        return step.turns().stream().map(line -> turn(step, line)).toList();
    }

    private Turn turn(Step step, Line line) {
        String saidAt = line.saidAt() == null ? step.at() : line.saidAt();
        return Turn.of(line.speaks(), line.text()).by(line.speaker()).at(time(saidAt));
    }

    /**
     * The time that a text of this scenario names: a date is its noon, and what names no zone is in
     * that of the scenario.
     *
     * @throws InvalidRequestException if it names none
     */
    ZonedDateTime time(String text) {
        try {
            ZoneId here = ZoneId.of(zone);
            if (!text.contains("T")) {
                return LocalDate.parse(text).atTime(LocalTime.NOON).atZone(here);
            }
            TemporalAccessor parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            text, ZonedDateTime::from, LocalDateTime::from);
            return parsed instanceof ZonedDateTime zoned
                    ? zoned
                    : LocalDateTime.from(parsed).atZone(here);
        } catch (DateTimeException e) {
            throw new InvalidRequestException(
                    "The scenario %s has the time '%s' in the zone '%s'; give one such as 2024-05-08T12:30 and Europe/Lisbon."
                            .formatted(id, text, zone));
        }
    }
}
