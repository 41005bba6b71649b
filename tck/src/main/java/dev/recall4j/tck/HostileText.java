package dev.recall4j.tck;

import dev.recall4j.model.Turn;

/** Texts that no extractor or tokenizer may stumble over. */
enum HostileText {
    ONE_CHARACTER("x"),
    ONLY_EMOJI("\uD83D\uDE00\uD83D\uDC4D\uD83C\uDFFD\uD83D\uDC69\u200D\uD83D\uDE80".repeat(500)),
    ONLY_PUNCTUATION("?!... --- ((( \"'\"' ))) ,;: ".repeat(500)),
    ONLY_FULL_STOPS(full(".")),
    ONLY_APOSTROPHES(full("'")),
    ONLY_ZERO_WIDTH("a" + "\u200B\u200D\uFEFF".repeat(1_000)),
    NO_SPACES(full("abcdefghij")),
    NO_SPACES_BEYOND_THE_BASIC_PLANE(full("\uD83D\uDE00")),
    ONLY_FIRST_PERSON(full("I ")),
    ONLY_DIGITS(full("1")),
    ONLY_DATES(full("last Friday ")),
    ONLY_NUMBERS_AND_UNITS(full("2 weeks ago in ")),
    ONLY_LINE_BREAKS("x" + full("\n").substring(1)),
    ONLY_OPENING_FENCES(full("```\n")),
    ONLY_OPENING_QUOTES(full("\"I ")),
    NESTED_BRACKETS(full("([{<")),
    COMBINING_MARKS("Z" + "\u0300\u0336".repeat(5_000)),
    RIGHT_TO_LEFT("أنا أعيش في لشبونة. هل تحب القهوة؟ \u202Eאני גר בתל אביב.\u202C ".repeat(50)),
    CHINESE("我住在里斯本。我有两只猫！你呢？".repeat(300)),
    JAPANESE("昨日、リスボンに引っ越しました。猫が二匹います。".repeat(300)),
    THAI("ฉันอาศัยอยู่ที่ลิสบอนและเลี้ยงแมวสองตัว".repeat(300)),
    MARKDOWN(
            "# Trip\n\n* I fly on **Friday**\n* [map](https://example.org/a_(b))\n\n|a|b|\n|-|-|\n"
                    .repeat(50)),
    CODE("```java\nfor (int i = 0; i < 10; i++) { run(\"I am\"); }\n```\n".repeat(200)),
    JSON(
            "{\"user\":{\"id\":17,\"likes\":[\"tea\",\"chess\"],\"since\":\"2016-01-02\"}}"
                    .repeat(200)),
    LINKS("https://example.org/?q=I+am&d=2023-05-07#x www.example.org me@example.org ".repeat(200)),
    LOGS(
            "2024-05-08T12:00:00.123Z WARN [main] o.e.App - I/O error at 0x7f: retry in 5 s\n"
                    .repeat(500)),
    CONTROL_CHARACTERS("I like\u0001\u0007\u001B[31m tea\r\n\t\u0085\u2028now. ".repeat(100));

    private final String text;

    HostileText(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    private static String full(String part) {
        return part.repeat(Turn.TEXT_LENGTH_MAX / part.length());
    }
}
