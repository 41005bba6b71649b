package dev.recall4j.quality;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.recall4j.model.InvalidRequestException;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a scenario is about. All are in English but those of {@link #LANGUAGES}. */
public enum ScenarioClass {
    ADDRESS,
    JOB,
    DIET,
    RELATIONSHIP,
    /** Age, name, nationality, health: what somebody is. */
    IDENTITY,
    /** Plans that happen or are cancelled. */
    PLAN,
    /** "No, I meant ...": what was wrong from the start. */
    CORRECTION,
    /** "No longer", "never", "stopped". */
    NEGATION,
    /** More of the same kind; what was true before stays true. */
    ADDITION,
    /** Likes that turn into dislikes, and the other way round. */
    PREFERENCE,
    /** An old chat is heard after a newer one. */
    IMPORT,
    /** "Today" and "yesterday" near midnight, in the zone of the turn. */
    MIDNIGHT,
    /** What is told of others stays theirs. */
    THIRD_PARTY,
    /** What was marked as not meant. */
    SARCASM,
    /** Several people in one conversation. */
    SPEAKERS,
    /** Any of these, in other languages than English. */
    LANGUAGES,
    /** What looks like a change and is none. */
    TRAP;

    /** Its name in files, such as {@code third-party}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws InvalidRequestException if there is none of this code
     */
    @JsonCreator
    public static ScenarioClass of(String code) {
        return Arrays.stream(values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidRequestException(
                                "There is no class '%s'; there are: %s.".formatted(code, codes())));
    }

    private static String codes() {
        return Arrays.stream(values()).map(ScenarioClass::code).collect(Collectors.joining(", "));
    }
}
