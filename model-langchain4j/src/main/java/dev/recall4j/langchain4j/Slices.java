package dev.recall4j.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts in batches that every provider takes: some bound the number of texts, some that of tokens
 * in all of them, of which there are no more than bytes.
 */
final class Slices {

    private static final int MOST_TEXTS = 32;
    private static final int MOST_BYTES = 16_000;

    private Slices() {}

    /** In their order; one that is too long stands alone. */
    static List<List<String>> of(List<String> texts) {
        List<List<String>> slices = new ArrayList<>();
        List<String> slice = new ArrayList<>();
        int bytes = 0;
        for (String text : texts) {
            int more = text.getBytes(UTF_8).length;
            if (!slice.isEmpty() && (slice.size() == MOST_TEXTS || bytes + more > MOST_BYTES)) {
                slices.add(slice);
                slice = new ArrayList<>();
                bytes = 0;
            }
            slice.add(text);
            bytes += more;
        }
        if (!slice.isEmpty()) {
            slices.add(slice);
        }
        return slices;
    }
}
