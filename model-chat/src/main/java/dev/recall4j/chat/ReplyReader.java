package dev.recall4j.chat;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the list of entries in the answer of a model, whatever is around it. A model may wrap it in
 * a fence, talk before and behind it, show its thoughts, write JSON as a person would, or stop in
 * the middle: what is whole is read, and each oddity is named. Thread-safe.
 *
 * <p>All of it is bounded: the length of an answer, the depth of its JSON, the number of entries,
 * and how many places are tried as its beginning.
 */
final class ReplyReader {

    static final int LENGTH_MAX = 500_000;
    private static final int DEPTH_MAX = 16;
    private static final int STRING_LENGTH_MAX = 100_000;
    private static final int NUMBER_LENGTH_MAX = 50;
    private static final int STARTS_MAX = 50;
    private static final int REFUSAL_LENGTH = 300;

    private static final Pattern REFUSAL =
            Pattern.compile(
                    "\\b(?:sorry|apologi[sz]e|can(?:no|'|\u2019)?t|unable|not able|won['\u2019]t|refuse|decline)\\b");
    private static final Pattern FENCE = Pattern.compile("```\\w*");
    private static final Pattern BEGINS_WITH_JSON = Pattern.compile("\\s*(?:```\\w*\\s*)?\\{");

    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(STRING_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build();
    private static final JsonMapper STRICT = mapper(new JsonFactoryBuilder());
    private static final JsonMapper LENIENT =
            mapper(
                    new JsonFactoryBuilder()
                            .enable(
                                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                                    JsonReadFeature.ALLOW_YAML_COMMENTS,
                                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                                    JsonReadFeature.ALLOW_TRAILING_COMMA));

    private final String key;

    /**
     * @param key what the list stands under
     */
    ReplyReader(String key) {
        this.key = key;
    }

    private static JsonMapper mapper(JsonFactoryBuilder factory) {
        return new JsonMapper(factory.streamReadConstraints(BOUNDS).build());
    }

    /**
     * @param cutShort whether the answer ended because of its limit
     * @param entriesMax how many entries are read
     */
    Reply read(String answer, boolean cutShort, int entriesMax) {
        if (answer.length() > LENGTH_MAX) {
            return Reply.none(Flaw.TOO_LONG);
        }
        String spoken = withoutThoughts(answer);
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        if (spoken.length() < answer.length()) {
            flaws.add(Flaw.THINKING);
        }
        if (spoken.isBlank()) {
            return Reply.none(cutShort ? Flaw.TRUNCATED : Flaw.EMPTY).with(flaws);
        }
        Reply reply = find(spoken, entriesMax);
        return isWhole(reply) || !BEGINS_WITH_JSON.matcher(answer).lookingAt()
                ? reply.with(flaws)
                : wholeOr(reply.with(flaws), find(answer, entriesMax));
    }

    /** In an answer without thoughts, what looks like their end may be what somebody said. */
    private static Reply wholeOr(Reply reply, Reply unabridged) {
        return isWhole(unabridged) ? unabridged : reply;
    }

    private static boolean isWhole(Reply reply) {
        return !reply.losesAll() && !reply.losesRest();
    }

    /** Without what stands between the tags; an end without a beginning ends thoughts, too. */
    private static String withoutThoughts(String answer) {
        String rest = answer;
        for (String tag : new String[] {"think", "thinking"}) {
            String end = "</" + tag + ">";
            int last = rest.lastIndexOf(end);
            if (last >= 0) {
                rest = rest.substring(last + end.length());
            }
            int open = rest.indexOf("<" + tag + ">");
            if (open >= 0) {
                rest = rest.substring(0, open);
            }
        }
        return rest;
    }

    private Reply find(String text, int entriesMax) {
        Reply plausible = Reply.none(refuses(text) ? Flaw.REFUSED : Flaw.NOT_JSON);
        int at = start(text, 0);
        for (int tries = 0; at >= 0 && tries < STARTS_MAX; tries++) {
            ListScan scan = new ListScan(LENIENT, key, entriesMax);
            scan.read(text.substring(at));
            if (scan.isKeyed()) {
                return scan.reply().with(oddities(text, at, scan));
            }
            plausible = better(plausible, scan, text, at);
            at = start(text, at + Math.max(scan.length(), 1));
        }
        return plausible;
    }

    private static Reply better(Reply plausible, ListScan scan, String text, int at) {
        if (!plausible.losesAll()) {
            return plausible;
        }
        if (scan.isPlausible()) {
            return scan.reply().with(oddities(text, at, scan)).with(EnumSet.of(Flaw.SLOPPY));
        }
        boolean other = scan.isWhole() && !plausible.flaws().contains(Flaw.REFUSED);
        return other ? Reply.none(Flaw.WRONG_SHAPE) : plausible;
    }

    private static int start(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '{' || text.charAt(i) == '[') {
                return i;
            }
        }
        return -1;
    }

    /** What is odd about the text that the JSON stands in, and about how the JSON is written. */
    private static Set<Flaw> oddities(String text, int start, ListScan scan) {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        int end = scan.isWhole() ? start + scan.length() : text.length();
        String outside = text.substring(0, start) + "\n" + text.substring(end);
        if (outside.contains("```")) {
            flaws.add(Flaw.FENCED);
        }
        if (!FENCE.matcher(outside).replaceAll("").isBlank()) {
            flaws.add(Flaw.CHATTY);
        }
        if (scan.isWhole() && !isStrict(text.substring(start, end))) {
            flaws.add(Flaw.SLOPPY);
        }
        return flaws;
    }

    private static boolean isStrict(String json) {
        try {
            STRICT.readTree(json);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean refuses(String text) {
        String begin = text.substring(0, Math.min(text.length(), REFUSAL_LENGTH));
        return REFUSAL.matcher(begin.toLowerCase(Locale.ROOT)).find();
    }
}
