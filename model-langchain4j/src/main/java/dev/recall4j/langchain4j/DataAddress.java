package dev.recall4j.langchain4j;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is inside a {@code data:} address.
 *
 * @param type such as {@code image/png}
 * @param base64 the data
 */
record DataAddress(String type, String base64) {

    private static final Pattern FORM = Pattern.compile("data:([^;,]+);base64,(.*)");

    static Optional<DataAddress> of(URI address) {
        Matcher matcher = FORM.matcher(address.toString());
        return matcher.matches()
                ? Optional.of(new DataAddress(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }
}
