package dev.recall4j.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What memories must pass. A filter only ever narrows a scope: it is applied on top of it.
 *
 * <p>The meaning is that of {@link #test}; an index must find exactly the memories that pass it.
 *
 * <ul>
 *   <li>A list has several values; a condition holds if it holds for one of them.
 *   <li>{@code ne} and {@code nin} are the opposites of {@code eq} and {@code in}: they hold for
 *       memories that do not have the field.
 *   <li>Numbers compare by value ({@code 1} equals {@code 1.0}), strings exactly, times as points
 *       in time. A value of another type than the operand never equals it.
 *   <li>{@code gt, gte, lt, lte} compare numbers or times; a string operand must be an ISO-8601
 *       date or time, and is compared with the values that are dates or times too.
 *   <li>{@code contains} looks for the operand inside a string, or for a list's element equal to
 *       it; {@code icontains} does so without regard to case.
 * </ul>
 */
public sealed interface Filter {

    int DEPTH_MAX = 16;
    int PARTS_MAX = 256;

    /** Whether the memory passes. */
    boolean test(Memory memory);

    /** How deep it is nested; 1 for a condition. */
    int depth();

    static Filter eq(String field, Object value) {
        return condition(field, Operator.EQ, value);
    }

    static Filter ne(String field, Object value) {
        return condition(field, Operator.NE, value);
    }

    static Filter in(String field, Object... values) {
        return condition(field, Operator.IN, values);
    }

    static Filter nin(String field, Object... values) {
        return condition(field, Operator.NIN, values);
    }

    static Filter gt(String field, Object value) {
        return condition(field, Operator.GT, value);
    }

    static Filter gte(String field, Object value) {
        return condition(field, Operator.GTE, value);
    }

    static Filter lt(String field, Object value) {
        return condition(field, Operator.LT, value);
    }

    static Filter lte(String field, Object value) {
        return condition(field, Operator.LTE, value);
    }

    static Filter contains(String field, String value) {
        return condition(field, Operator.CONTAINS, value);
    }

    static Filter icontains(String field, String value) {
        return condition(field, Operator.ICONTAINS, value);
    }

    static Filter exists(String field) {
        return condition(field, Operator.EXISTS, true);
    }

    static Filter and(Filter... parts) {
        return new And(List.of(parts));
    }

    static Filter or(Filter... parts) {
        return new Or(List.of(parts));
    }

    static Filter not(Filter part) {
        return new Not(part);
    }

    /**
     * A condition on one field.
     *
     * @throws InvalidRequestException if the operator does not take these values on this field
     */
    static Filter condition(String field, Operator operator, Object... values) {
        return new Condition(
                Field.parse(field), operator, Arrays.stream(values).map(Operand::of).toList());
    }

    /** How a condition compares. */
    enum Operator {
        EQ,
        NE,
        IN,
        NIN,
        GT,
        GTE,
        LT,
        LTE,
        CONTAINS,
        ICONTAINS,
        EXISTS;

        /** The name in filters, such as {@code gte}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean takesMany() {
            return this == IN || this == NIN;
        }

        boolean compares() {
            return this == GT || this == GTE || this == LT || this == LTE;
        }
    }

    /**
     * A condition on one field. Operands are normalised: a string that must be a time has become
     * one.
     *
     * @param field what it looks at
     * @param operator how it compares
     * @param operands with what: one, or for {@code in} and {@code nin} 1 to 1,000
     */
    record Condition(Field field, Operator operator, List<Operand> operands) implements Filter {

        private static final int OPERANDS_MAX = 1_000;

        public Condition {
            if (operands.isEmpty() || operands.size() > OPERANDS_MAX) {
                throw new InvalidRequestException(
                        "The condition %s has %,d values; give 1 to %,d."
                                .formatted(operator.code(), operands.size(), OPERANDS_MAX));
            }
            if (operands.size() > 1 && !operator.takesMany()) {
                throw new InvalidRequestException(
                        "The condition %s has %,d values; give one, or use in or nin."
                                .formatted(operator.code(), operands.size()));
            }
            operands = operands.stream().map(o -> Operand.fitting(field, operator, o)).toList();
        }

        /** The only operand of an operator that takes one. */
        public Operand operand() {
            return operands.getFirst();
        }

        @Override
        public boolean test(Memory memory) {
            List<Object> values = field.valuesOf(memory);
            return switch (operator) {
                case EQ, IN -> equalsAny(values);
                case NE, NIN -> !equalsAny(values);
                case GT -> anyCompares(values, c -> c > 0);
                case GTE -> anyCompares(values, c -> c >= 0);
                case LT -> anyCompares(values, c -> c < 0);
                case LTE -> anyCompares(values, c -> c <= 0);
                case CONTAINS -> anyContains(memory, values, false);
                case ICONTAINS -> anyContains(memory, values, true);
                case EXISTS -> exists(memory) == operand().equals(new Operand.Flag(true));
            };
        }

        private boolean exists(Memory memory) {
            return switch (field) {
                case Field.InMetadata inMetadata ->
                        memory.metadata().value(inMetadata.path()).isPresent();
                case Field.OfMemory ofMemory -> !ofMemory.valuesOf(memory).isEmpty();
            };
        }

        private boolean equalsAny(List<Object> values) {
            return values.stream()
                    .anyMatch(value -> operands.stream().anyMatch(o -> o.equalsValue(value)));
        }

        private boolean anyCompares(List<Object> values, IntPredicate accepted) {
            return values.stream().anyMatch(value -> operand().compares(value, accepted));
        }

        private boolean anyContains(Memory memory, List<Object> values, boolean ignoreCase) {
            String wanted = folded(((Operand.Text) operand()).value(), ignoreCase);
            boolean list = isList(memory);
            return values.stream()
                    .filter(String.class::isInstance)
                    .map(value -> folded((String) value, ignoreCase))
                    .anyMatch(value -> list ? value.equals(wanted) : value.contains(wanted));
        }

        private boolean isList(Memory memory) {
            return switch (field) {
                case Field.InMetadata inMetadata ->
                        memory.metadata()
                                .value(inMetadata.path())
                                .filter(List.class::isInstance)
                                .isPresent();
                case Field.OfMemory ofMemory -> ofMemory == Field.OfMemory.CATEGORIES;
            };
        }

        private static String folded(String text, boolean ignoreCase) {
            return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
        }

        @Override
        public int depth() {
            return 1;
        }

        /** Field and operator only. */
        @Override
        public String toString() {
            return "Condition[field=%s, operator=%s]".formatted(field.key(), operator.code());
        }
    }

    /** Holds if all parts hold. */
    record And(List<Filter> parts) implements Filter {

        public And {
            parts = requireParts("and", parts);
        }

        @Override
        public boolean test(Memory memory) {
            return parts.stream().allMatch(part -> part.test(memory));
        }

        @Override
        public int depth() {
            return depthOver(parts);
        }
    }

    /** Holds if one part holds. */
    record Or(List<Filter> parts) implements Filter {

        public Or {
            parts = requireParts("or", parts);
        }

        @Override
        public boolean test(Memory memory) {
            return parts.stream().anyMatch(part -> part.test(memory));
        }

        @Override
        public int depth() {
            return depthOver(parts);
        }
    }

    /** Holds if the part does not hold. */
    record Not(Filter part) implements Filter {

        public Not {
            requireParts("not", List.of(part));
        }

        @Override
        public boolean test(Memory memory) {
            return !part.test(memory);
        }

        @Override
        public int depth() {
            return 1 + part.depth();
        }
    }

    private static List<Filter> requireParts(String what, List<Filter> parts) {
        if (parts.isEmpty() || parts.size() > PARTS_MAX) {
            throw new InvalidRequestException(
                    "The filter %s has %,d parts; give 1 to %d."
                            .formatted(what, parts.size(), PARTS_MAX));
        }
        if (depthOver(parts) > DEPTH_MAX) {
            throw new InvalidRequestException(
                    "The filter is nested deeper than %d levels.".formatted(DEPTH_MAX));
        }
        return List.copyOf(parts);
    }

    private static int depthOver(List<Filter> parts) {
        return 1 + parts.stream().mapToInt(Filter::depth).max().orElse(0);
    }

    /** A value that a condition compares with. */
    sealed interface Operand {

        /** A string, compared exactly. */
        record Text(String value) implements Operand {

            public Text {
                Texts.requireWellFormed("filter value", value);
            }
        }

        /** A number, compared by value. */
        record Num(BigDecimal value) implements Operand {}

        /** True or false. */
        record Flag(boolean value) implements Operand {}

        /** A point in time. */
        record Time(Instant value) implements Operand {}

        /**
         * @throws InvalidRequestException if the value is of a type that filters do not know
         */
        static Operand of(Object value) {
            return switch (value) {
                case Operand operand -> operand;
                case String text -> new Text(text);
                case Boolean flag -> new Flag(flag);
                case Instant time -> new Time(time);
                case OffsetDateTime time -> new Time(time.toInstant());
                case ZonedDateTime time -> new Time(time.toInstant());
                case LocalDate date -> new Time(date.atStartOfDay(ZoneOffset.UTC).toInstant());
                case BigDecimal number -> new Num(number);
                case Double number when !Double.isFinite(number) ->
                        throw new InvalidRequestException(
                                "A filter value is a number that is not finite.");
                case Number number -> new Num(new BigDecimal(number.toString()));
                default ->
                        throw new InvalidRequestException(
                                "A filter value is a %s; use a string, number, boolean or time."
                                        .formatted(value.getClass().getSimpleName()));
            };
        }

        /** The operand in the form the field and operator need, or a refusal. */
        private static Operand fitting(Field field, Operator operator, Operand operand) {
            return switch (operator) {
                case EXISTS -> require(operand instanceof Flag, "exists", "true or false", operand);
                case CONTAINS, ICONTAINS -> {
                    require(operand instanceof Text, operator.code(), "a string", operand);
                    yield require(
                            typeOf(field) == Field.Type.STRING,
                            operator.code(),
                            "a field of strings, not " + field.key(),
                            operand);
                }
                case GT, GTE, LT, LTE -> comparable(field, operator, operand);
                case EQ, NE, IN, NIN -> equatable(field, operator, operand);
            };
        }

        private static Operand comparable(Field field, Operator operator, Operand operand) {
            Operand value = operand instanceof Text text ? timeOrSelf(text) : operand;
            require(
                    value instanceof Num || value instanceof Time,
                    operator.code(),
                    "a number, or an ISO-8601 date or time",
                    operand);
            if (field instanceof Field.OfMemory own) {
                Class<?> wanted =
                        switch (own.type()) {
                            case NUMBER -> Num.class;
                            case TIME -> Time.class;
                            case STRING ->
                                    throw refusal(
                                            operator.code(),
                                            "a field of numbers or times",
                                            operand);
                        };
                require(wanted.isInstance(value), operator.code(), kindOf(own.type()), operand);
            }
            return value;
        }

        private static Operand equatable(Field field, Operator operator, Operand operand) {
            if (!(field instanceof Field.OfMemory own)) {
                return operand;
            }
            return switch (own.type()) {
                case STRING ->
                        require(operand instanceof Text, operator.code(), "a string", operand);
                case NUMBER ->
                        require(operand instanceof Num, operator.code(), "a number", operand);
                case TIME -> {
                    Operand value = operand instanceof Text text ? timeOrSelf(text) : operand;
                    require(
                            value instanceof Time,
                            operator.code(),
                            kindOf(Field.Type.TIME),
                            operand);
                    yield value;
                }
            };
        }

        private static Operand timeOrSelf(Text text) {
            return Times.parse(text.value()).<Operand>map(Time::new).orElse(text);
        }

        private static Field.Type typeOf(Field field) {
            return field instanceof Field.OfMemory own ? own.type() : Field.Type.STRING;
        }

        private static String kindOf(Field.Type type) {
            return switch (type) {
                case STRING -> "a string";
                case NUMBER -> "a number";
                case TIME -> "an ISO-8601 date or time";
            };
        }

        private static Operand require(
                boolean fits, String operator, String expected, Operand found) {
            if (!fits) {
                throw refusal(operator, expected, found);
            }
            return found;
        }

        private static InvalidRequestException refusal(
                String operator, String expected, Operand found) {
            return new InvalidRequestException(
                    "The condition %s takes %s; it was given a %s."
                            .formatted(
                                    operator,
                                    expected,
                                    switch (found) {
                                        case Text text -> "string";
                                        case Num number -> "number";
                                        case Flag flag -> "boolean";
                                        case Time time -> "time";
                                    }));
        }

        private boolean equalsValue(Object value) {
            return switch (this) {
                case Text text -> text.value.equals(value);
                case Num num -> value instanceof BigDecimal n && n.compareTo(num.value) == 0;
                case Flag flag -> value instanceof Boolean b && b == flag.value;
                case Time time -> timeOf(value).filter(time.value::equals).isPresent();
            };
        }

        private boolean compares(Object value, IntPredicate accepted) {
            return switch (this) {
                case Num num ->
                        value instanceof BigDecimal n && accepted.test(n.compareTo(num.value));
                case Time time ->
                        timeOf(value)
                                .filter(t -> accepted.test(t.compareTo(time.value)))
                                .isPresent();
                case Text text -> false;
                case Flag flag -> false;
            };
        }

        private static Optional<Instant> timeOf(Object value) {
            return switch (value) {
                case Instant time -> Optional.of(time);
                case String text -> Times.parse(text);
                default -> Optional.empty();
            };
        }
    }
}
