package dev.recall4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the documents show as code is code that a test compiles and runs. */
class ExamplesTest {

    private static final Path ROOT = Path.of(System.getProperty("recall4j.root"));

    /**
     * @param mark stands in the test before the code, and with a slash behind it
     */
    @ParameterizedTest
    @CsvSource({
        "README.md, first-minute, embedded/src/test/java/dev/recall4j/embedded/FirstMinuteTest.java",
        "docs/ranking.md, fading, embedded/src/test/java/dev/recall4j/embedded/FadingExampleTest.java",
        "docs/reranking.md, reranking,"
                + " model-langchain4j/src/test/java/dev/recall4j/langchain4j/RerankingExampleTest.java",
        "docs/models.md, images, embedded/src/test/java/dev/recall4j/embedded/ImageTest.java",
        "docs/models.md, configured,"
                + " model-langchain4j/src/test/java/dev/recall4j/langchain4j/ModelsExampleTest.java",
        "docs/models.md, own,"
                + " model-langchain4j/src/test/java/dev/recall4j/langchain4j/ModelsExampleTest.java",
        "docs/models.md, trial,"
                + " model-langchain4j/src/test/java/dev/recall4j/langchain4j/ModelsExampleTest.java"
    })
    void the_document_shows_the_code_of_the_test(String document, String mark, String test)
            throws IOException {
        String source = Files.readString(ROOT.resolve(test));
        String begin = "// [%s]\n".formatted(mark);
        int start = source.indexOf(begin) + begin.length();
        int end = source.lastIndexOf('\n', source.indexOf("// [/%s]".formatted(mark)));

        assertThat(source).contains(begin, "// [/%s]".formatted(mark));
        assertThat(Files.readString(ROOT.resolve(document)))
                .contains(source.substring(start, end).stripIndent());
    }
}
