package dev.recall4j.quality;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

import java.util.List;

/**
 * What must be true of memory after a step. In JSON, what is left out is empty.
 *
 * @param now statements that stand: one active memory, valid now, says each
 * @param notNow statements that do not: no active memory that is valid now says any
 * @param superseded statements that stood and are kept as past: one memory that was superseded, or
 *     whose validity has ended, says each
 * @param asOf what was true at other times
 */
public record Expectation(
        @JsonProperty @JsonSetter(nulls = Nulls.AS_EMPTY) List<Wording> now,
        @JsonProperty @JsonSetter(nulls = Nulls.AS_EMPTY) List<Wording> notNow,
        @JsonProperty @JsonSetter(nulls = Nulls.AS_EMPTY) List<Wording> superseded,
        @JsonProperty @JsonSetter(nulls = Nulls.AS_EMPTY) List<AsOf> asOf) {

    public Expectation {
        now = List.copyOf(now);
        notNow = List.copyOf(notNow);
        superseded = List.copyOf(superseded);
        asOf = List.copyOf(asOf);
    }

    /**
     * What was true at a time, as memory knows it now.
     *
     * @param at a date, which is its noon, or a date and time; in the scenario's zone if it names
     *     none
     * @param yes statements that were true then: one memory that was not taken back says each
     * @param no statements that were not: none does
     */
    public record AsOf(
            String at,
            @JsonProperty("true") @JsonSetter(nulls = Nulls.AS_EMPTY) List<Wording> yes,
            @JsonProperty("false") @JsonSetter(nulls = Nulls.AS_EMPTY) List<Wording> no) {

        public AsOf {
            yes = List.copyOf(yes);
            no = List.copyOf(no);
        }
    }
}
