package dev.recall4j.cli;

import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Order;
import dev.recall4j.model.Role;
import dev.recall4j.model.Signal;
import dev.recall4j.model.Status;
import dev.recall4j.model.Superseded;
import dev.recall4j.quality.ScenarioSplit;
import dev.recall4j.quality.StepRulings;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The constants of the model by the names they have on the command line, such as {@code
 * newest-first}.
 */
final class Choices {

    private Choices() {}

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Signals that have a weight, and can be switched off. */
    static final Set<Signal> WEIGHTED = EnumSet.range(Signal.DENSE, Signal.TIME);

    static <E extends Enum<E>> ITypeConverter<E> converter(Class<E> type) {
        return converter(EnumSet.allOf(type));
    }

    static <E extends Enum<E>> ITypeConverter<E> converter(Set<E> constants) {
        return text ->
                constants.stream()
                        .filter(constant -> name(constant).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() ->
                                new TypeConversionException(
                                        "'%s' is none of %s"
                                                .formatted(
                                                        text,
                                                        String.join(", ", names(constants)))));
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        return names(EnumSet.allOf(type));
    }

    private static <E extends Enum<E>> List<String> names(Set<E> constants) {
        return constants.stream().map(Choices::name).toList();
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class Modes extends ArrayList<String> {
        Modes() {
            super(names(ExtractionMode.class));
        }
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class Orders extends ArrayList<String> {
        Orders() {
            super(names(Order.class));
        }
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class Roles extends ArrayList<String> {
        Roles() {
            super(names(Role.class));
        }
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class Signals extends ArrayList<String> {
        Signals() {
            super(names(WEIGHTED));
        }
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class Statuses extends ArrayList<String> {
        Statuses() {
            super(names(Status.class));
        }
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class OfSuperseded extends ArrayList<String> {
        OfSuperseded() {
            super(names(Superseded.class));
        }
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class Formats extends ArrayList<String> {
        Formats() {
            super(names(ImportCommand.Format.class));
        }
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class DataFormats extends ArrayList<String> {
        DataFormats() {
            super(names(BenchCommand.Format.class));
        }
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class Splits extends ArrayList<String> {
        Splits() {
            super(names(ScenarioSplit.class));
        }
    }

    /** For completion. */
    @SuppressWarnings("serial") // never serialised
    static final class Rulings extends ArrayList<String> {
        Rulings() {
            super(names(StepRulings.class));
        }
    }
}
