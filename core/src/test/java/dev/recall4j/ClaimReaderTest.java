package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class ClaimReaderTest {

    /** What makes patterns try many ways, put together at random. */
    private static final List<String> PIECES =
            List.of(
                    "Ana",
                    "Ana's",
                    "Ana: ",
                    "I",
                    "we",
                    "works as a",
                    "lives in",
                    "moved to",
                    "is",
                    "is not",
                    "the",
                    "The",
                    "A ",
                    "Aa",
                    "and",
                    ", ",
                    " - ",
                    "; ",
                    ". ",
                    "\"",
                    "asked \"",
                    "?",
                    "(",
                    ")",
                    "no longer",
                    "new",
                    "new new new",
                    "job",
                    "is on",
                    "got",
                    "Porto-",
                    "a",
                    "aaaaaaaaaaaa",
                    "AAAAAAAAAAAA",
                    "1",
                    "2026-01-01",
                    "'",
                    "''",
                    "-",
                    "ich bin nach",
                    "wir sind",
                    "gezogen",
                    "je suis",
                    "trabajo en",
                    "já não",
                    "non",
                    "più",
                    "\u00e9",
                    "\ud83d\ude00",
                    "\t",
                    "\n",
                    "of the",
                    "de la",
                    "for",
                    "at",
                    "in",
                    "with");

    @ParameterizedTest(name = "[{index}] {1} -> {2}")
    @CsvFileSource(resources = "claims.txt", delimiter = '|')
    void what_is_said_later_ends_only_what_it_contradicts(
            String verdict, String earlier, String later) {
        assertThat(ClaimReader.read(later).ends(ClaimReader.read(earlier)))
                .isEqualTo(verdict.equals("ends"));
    }

    @Test
    void a_long_text_claims_nothing() {
        assertThat(ClaimReader.read("Ana lives in Lisbon. ".repeat(100)).claims()).isEmpty();
    }

    @Test
    void odd_texts_take_no_longer_to_read() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> texts =
                Stream.concat(
                                PIECES.stream().map(piece -> full(() -> piece)),
                                Stream.generate(() -> full(() -> piece(random))).limit(2_000))
                        .toList();

        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> texts.forEach(ClaimReader::read), "seed " + seed);
    }

    private static String piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size())) + (random.nextBoolean() ? " " : "");
    }

    /** As long as a statement may be to be read. */
    private static String full(Supplier<String> pieces) {
        String text = Stream.generate(pieces).limit(300).collect(Collectors.joining());
        return text.substring(0, Math.min(300, text.length()));
    }
}
