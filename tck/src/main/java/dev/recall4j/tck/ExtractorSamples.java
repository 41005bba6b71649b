package dev.recall4j.tck;

import dev.recall4j.model.HeardTurn;
import dev.recall4j.model.Turn;
import dev.recall4j.model.TurnId;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Turns that an extractor is tried on. */
final class ExtractorSamples {

    private static final ZonedDateTime SAID = Samples.NOON.atZone(ZoneOffset.ofHours(8));

    private ExtractorSamples() {}

    static HeardTurn turn(String id, String speaker, String text) {
        return new HeardTurn(
                new TurnId(id), Samples.ANA, Turn.user(text).by(speaker).at(SAID), Samples.NOON);
    }

    /** Facts, small talk, questions, answers, dates and several scripts. */
    static List<HeardTurn> conversation() {
        List<String> texts =
                List.of(
                        "Hi Ben! How are you?",
                        "Hey Ana \uD83D\uDC4B Good, thanks. I moved to Lisbon last month.",
                        "Wow! Which part of the town?",
                        "Alfama.",
                        "Nice. My sister's flat is there; she paid 310,000 euros \uD83D\uDCB8 for it.",
                        "I'm allergic to peanuts, so I can't eat at the fair next Saturday.",
                        "I adopted two cats yesterday, can you believe it?",
                        "你好！我住在上海。",
                        "\uD83D\uDE00\uD83D\uDE00",
                        "Thanks a lot!",
                        "Since 2016 I've run a bakery with my brother. We open at 6 am.",
                        "```\nprint('hello')\n```",
                        "Bye!");
        List<HeardTurn> turns = new ArrayList<>();
        for (String text : texts) {
            String speaker = turns.size() % 2 == 0 ? "Ana" : "Ben";
            turns.add(turn("t" + turns.size(), speaker, text));
        }
        return turns;
    }
}
