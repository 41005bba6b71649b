package dev.recall4j.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.RecallException;

import java.util.stream.Collectors;

/**
 * Reads and writes the forms of this package as JSON. Thread-safe.
 *
 * <p>Reading is bounded: nesting of {@value #DEPTH_MAX} levels and strings of {@value
 * #STRING_LENGTH_MAX} characters. Messages of refusals name places and keys, and never what stood
 * there.
 */
public final class Json {

    /**
     * Above what {@link dev.recall4j.model.Filter} and metadata allow, so that they can say why.
     */
    static final int DEPTH_MAX = 64;

    static final int STRING_LENGTH_MAX = 20_000_000;
    private static final int KEY_LENGTH_SHOWN = 64;
    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    /** The JSON of a form, on one line. */
    public static String write(Object form) {
        try {
            return MAPPER.writeValueAsString(form);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no form: " + form.getClass().getName(), e);
        }
    }

    /**
     * Reads a form.
     *
     * @param what what is read, as a message calls it: "the filter"
     * @throws InvalidRequestException if it is not JSON, or not of this form
     */
    public static <T> T read(String what, String json, Class<T> form) {
        return read(what, "", json, form);
    }

    /** The tree of what a person may have typed: a refusal shows how it should look. */
    static JsonNode readTree(String what, String example, String json) {
        return read(what, "; give some such as " + example, json, JsonNode.class);
    }

    private static <T> T read(String what, String advice, String json, Class<T> form) {
        try {
            T value = MAPPER.readValue(json, form);
            if (value == null) {
                throw new InvalidRequestException(
                        "There is null in place of %s; give a JSON object.".formatted(what));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw refusal(what, advice, e);
        }
    }

    private static JsonMapper mapper() {
        StreamReadConstraints limits =
                StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxStringLength(STRING_LENGTH_MAX)
                        .build();
        return JsonMapper.builder(
                        JsonFactory.builder()
                                .streamReadConstraints(limits)
                                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                .build())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(
                                JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        strings ->
                                strings.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new ModelTypes())
                .build();
    }

    /** Jackson's own messages quote the input, so they are not passed on. */
    private static RecallException refusal(String what, String advice, JsonProcessingException e) {
        if (e.getCause() instanceof RecallException refused) {
            return refused;
        }
        String problem =
                switch (e) {
                    case StreamConstraintsException tooMuch ->
                            "is nested too deeply or has a name, number or string that is too long";
                    case UnrecognizedPropertyException unknown ->
                            "has the unknown key '%s'; it knows %s"
                                    .formatted(
                                            shortened(unknown.getPropertyName()), known(unknown));
                    case JsonMappingException mapping -> mismatch(mapping);
                    default -> malformed(e);
                };
        return new InvalidRequestException("The JSON of %s %s%s.".formatted(what, problem, advice));
    }

    private static String mismatch(JsonMappingException e) {
        String path =
                e.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(name -> name != null)
                        .map(Json::shortened)
                        .collect(Collectors.joining("."));
        if (path.isEmpty()) {
            return "is not of the form expected" + place(e);
        }
        return (isMissing(e)
                        ? "has no value at the key '%s'"
                        : "has a value of the wrong type or form at the key '%s'")
                .formatted(path);
    }

    private static boolean isMissing(JsonMappingException e) {
        return e instanceof InvalidNullException
                || e.getOriginalMessage().startsWith("Missing required creator property");
    }

    private static String malformed(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Duplicate field")
                ? "has the same key twice" + place(e)
                : "is malformed" + place(e);
    }

    private static String place(JacksonException e) {
        JsonLocation at = e.getLocation();
        if (at == null) {
            return "";
        }
        // Most of what is read is one line, perhaps of a file with lines of its own.
        String line = at.getLineNr() == 1 ? "" : "line %d, ".formatted(at.getLineNr());
        return " (%scolumn %d)".formatted(line, at.getColumnNr());
    }

    private static String known(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static String shortened(String name) {
        return name.length() <= KEY_LENGTH_SHOWN ? name : name.substring(0, KEY_LENGTH_SHOWN) + "…";
    }
}
