package dev.recall4j.sqlite;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.recall4j.model.DamagedException;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.model.Metadata;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Metadata, categories and settings as JSON, without loss: a number is read back with its value and
 * its Java type. What is empty is kept as null.
 */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static @Nullable String of(Metadata metadata) {
        return metadata.isEmpty() ? null : write(metadata.values());
    }

    static @Nullable String of(Set<String> categories) {
        return categories.isEmpty() ? null : write(categories);
    }

    static @Nullable String of(ExtractionSettings settings) {
        if (settings.equals(ExtractionSettings.NONE)) {
            return null;
        }
        Map<String, Object> given = new LinkedHashMap<>();
        putIfGiven(given, "instructions", settings.instructions());
        putIfGiven(given, "includes", settings.includes());
        putIfGiven(given, "excludes", settings.excludes());
        putIfGiven(given, "language", settings.language());
        given.put("categories", settings.categories());
        return write(given);
    }

    private static void putIfGiven(
            Map<String, Object> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    static String array(Collection<?> values) {
        return write(values);
    }

    static Metadata metadata(@Nullable String json) {
        return json == null ? Metadata.EMPTY : new Metadata(read(json, Json::map));
    }

    static Set<String> categories(@Nullable String json) {
        return json == null ? Set.of() : read(json, Json::names);
    }

    static ExtractionSettings settings(@Nullable String json) {
        if (json == null) {
            return ExtractionSettings.NONE;
        }
        Map<String, Object> given = read(json, Json::map);
        Map<String, String> categories = new LinkedHashMap<>();
        if (given.get("categories") instanceof Map<?, ?> named) {
            named.forEach((name, text) -> categories.put((String) name, (String) text));
        }
        return new ExtractionSettings(
                (String) given.get("instructions"),
                (String) given.get("includes"),
                (String) given.get("excludes"),
                categories,
                (String) given.get("language"));
    }

    private interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    private static <T> T read(String json, Reader<T> reader) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            parser.nextToken();
            return reader.read(parser);
        } catch (IOException e) {
            // The cause would quote the metadata.
            throw new DamagedException(
                    "The journal holds metadata that cannot be read; restore it from a backup.");
        }
    }

    private static Set<String> names(JsonParser parser) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            names.add(parser.getText());
        }
        return names;
    }

    private static Map<String, Object> map(JsonParser parser) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(parser));
        }
        return values;
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return values;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser.getText());
            case START_ARRAY -> list(parser);
            case START_OBJECT -> map(parser);
            case null, default -> throw new IOException("a kind that is never written");
        };
    }

    private static Number integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == NumberType.BIG_INTEGER
                ? parser.getDecimalValue()
                : (Number) parser.getLongValue();
    }

    /** What a double was written as is that double; anything else was too exact for one. */
    private static Number fraction(String written) {
        double nearest = Double.parseDouble(written);
        return Double.toString(nearest).equals(written)
                ? (Number) nearest
                : new BigDecimal(written);
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metadata that is not JSON", e);
        }
    }
}
