package dev.recall4j.chat;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a list, entry by entry, from the JSON that a text begins with, so that the entries before a
 * break are not lost with it. The list stands under its key. Where there is no such key, it may be
 * all there is, or stand under another name, or a level deeper. For one text only.
 */
final class ListScan {

    private final JsonMapper json;
    private final String key;
    private final int entriesMax;
    private final List<JsonNode> entries = new ArrayList<>();
    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    private boolean keyed;
    private boolean bare;
    private boolean whole;
    private int length;

    ListScan(JsonMapper json, String key, int entriesMax) {
        this.json = json;
        this.key = key;
        this.entriesMax = entriesMax;
    }

    void read(String text) {
        try (JsonParser parser = json.createParser(text)) {
            readRoot(parser);
            whole = true;
            length = (int) parser.currentLocation().getCharOffset();
        } catch (JsonProcessingException e) {
            flaws.add(isAtEnd(e.getLocation(), text) ? Flaw.TRUNCATED : Flaw.MALFORMED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAtEnd(@Nullable JsonLocation place, String text) {
        return place != null && place.getCharOffset() >= text.length();
    }

    private void readRoot(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            bare = true;
            readEntries(parser);
        } else {
            readObject(parser);
        }
    }

    private void readObject(JsonParser parser) throws IOException {
        ObjectNode others = json.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
            if (isList && name.equals(key)) {
                keyed = true;
                entries.clear();
                readEntries(parser);
            } else {
                others.set(name, json.<JsonNode>readTree(parser));
            }
        }
        if (!keyed) {
            takeOneOf(others);
        }
    }

    private void readEntries(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (entries.size() < entriesMax) {
                entries.add(json.readTree(parser));
            } else {
                flaws.add(Flaw.TOO_MANY);
                parser.skipChildren();
            }
        }
    }

    /** One entry in the place of the list, a list that is a level deeper or has another name. */
    private void takeOneOf(ObjectNode others) {
        if (others.path(key).isObject()) {
            take(List.of(others.get(key)));
        } else if (others.size() == 1) {
            Map.Entry<String, JsonNode> only = others.properties().iterator().next();
            JsonNode list = only.getValue().path(key);
            List<JsonNode> taken = (list.isArray() ? list : only.getValue()).valueStream().toList();
            if (list.isArray() || (only.getValue().isArray() && areObjects(taken))) {
                take(taken);
            }
        }
    }

    private void take(List<JsonNode> taken) {
        keyed = true;
        flaws.add(Flaw.SLOPPY);
        entries.addAll(taken.subList(0, Math.min(taken.size(), entriesMax)));
        if (taken.size() > entriesMax) {
            flaws.add(Flaw.TOO_MANY);
        }
    }

    private static boolean areObjects(List<JsonNode> nodes) {
        return !nodes.isEmpty() && nodes.stream().allMatch(JsonNode::isObject);
    }

    /** Whether the list stood where it was asked for, or so near that nothing else can be it. */
    boolean isKeyed() {
        return keyed;
    }

    /** Whether it may be the list: brackets also stand in prose. */
    boolean isPlausible() {
        boolean some = !entries.isEmpty() || whole;
        return bare && some && entries.stream().allMatch(e -> e.isObject() || e.isTextual());
    }

    boolean isWhole() {
        return whole;
    }

    /** How many characters of the text it was, if it was whole; else 0. */
    int length() {
        return length;
    }

    Reply reply() {
        return new Reply(entries, flaws);
    }
}
