package dev.recall4j.quality;

import java.util.Locale;

/** Fills texts into HTML and SVG. */
final class Markup {

    private Markup() {}

    /** Like {@code String.format}; arguments that are texts are escaped, markup is left alone. */
    static Part part(String template, Object... arguments) {
        Object[] escaped = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            escaped[i] = arguments[i] instanceof String text ? escaped(text) : arguments[i];
        }
        return new Part(String.format(Locale.ROOT, template, escaped));
    }

    /** Well-formed markup. */
    record Part(String markup) {

        @Override
        public String toString() {
            return markup;
        }
    }

    static Part joined(Iterable<Part> parts) {
        StringBuilder all = new StringBuilder();
        parts.forEach(all::append);
        return new Part(all.toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
