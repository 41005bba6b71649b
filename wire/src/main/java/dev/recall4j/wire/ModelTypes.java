package dev.recall4j.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How single values that are no records of this package stand in JSON. */
@SuppressWarnings("serial") // mappers are never serialised
final class ModelTypes extends SimpleModule {

    ModelTypes() {
        addSerializer(Instant.class, ToStringSerializer.instance);
        addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse));
        addSerializer(ZonedDateTime.class, ToStringSerializer.instance);
        addDeserializer(
                ZonedDateTime.class, new FromText<>(ZonedDateTime.class, ZonedDateTime::parse));
        addSerializer(Metadata.class, new OfMetadata());
        addDeserializer(Metadata.class, new ToMetadata());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.appendAnnotationIntrospector(new RequiredKeys());
    }

    /** The name of a constant in JSON, such as {@code superseded}. */
    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws InvalidRequestException if no constant has this name
     */
    static <E extends Enum<E>> E constant(String what, Class<E> type, String code) {
        for (E constant : type.getEnumConstants()) {
            if (code(constant).equals(code)) {
                return constant;
            }
        }
        throw new InvalidRequestException(
                "There is no %s '%s'; use one of %s."
                        .formatted(what, Json.shortened(code), codes(type)));
    }

    private static <E extends Enum<E>> String codes(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(ModelTypes::code)
                .collect(Collectors.joining(", "));
    }

    private static final class FromText<T> extends FromStringDeserializer<T> {
        private final transient Function<String, T> parser;

        FromText(Class<T> type, Function<String, T> parser) {
            super(type);
            this.parser = parser;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) throws IOException {
            try {
                return parser.apply(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, handledType(), "not ISO-8601");
            }
        }
    }

    private static final class OfMetadata extends StdSerializer<Metadata> {
        OfMetadata() {
            super(Metadata.class);
        }

        @Override
        public void serialize(Metadata metadata, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            provider.defaultSerializeValue(metadata.values(), out);
        }
    }

    private static final class ToMetadata extends StdDeserializer<Metadata> {
        ToMetadata() {
            super(Metadata.class);
        }

        @Override
        public Metadata deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            JsonNode tree = context.readTree(in);
            try {
                return MetadataJson.of(tree);
            } catch (InvalidRequestException e) {
                throw JsonMappingException.from(in, "metadata", e);
            }
        }
    }
}
