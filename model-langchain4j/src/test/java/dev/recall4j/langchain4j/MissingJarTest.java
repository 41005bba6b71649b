package dev.recall4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** A class path on which a provider's jar is not. */
class MissingJarTest {

    /** What runs on that class path. */
    public static final class Opening {

        private Opening() {}

        public static String of(Provider provider) {
            try (FakeProvider server = new FakeProvider()) {
                ModelSettings model = server.settings(provider).build();
                return ModelTrial.of(ChatSettings.of(model)).finding()
                        + ModelTrial.of(EmbeddingSettings.of(model)).finding();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, langchain4j-open-ai",
        "ANTHROPIC, langchain4j-anthropic",
        "OLLAMA, langchain4j-ollama",
        "GOOGLE_GEMINI, langchain4j-google-ai-gemini",
        "MISTRAL, langchain4j-mistral-ai",
        "BEDROCK, langchain4j-bedrock"
    })
    void a_missing_jar_is_named_and_those_of_other_providers_need_not_be_there(
            String provider, String artifact) throws Exception {
        assertThat(findings(provider, artifact))
                .startsWith("The provider")
                .contains("add the Maven artifact dev.langchain4j:" + artifact)
                .doesNotContain("NoClassDefFoundError");

        String[] others =
                Arrays.stream(Provider.values())
                        .map(other -> other.artifact().replace("dev.langchain4j:", ""))
                        .filter(other -> !other.equals(artifact))
                        .toArray(String[]::new);
        assertThat(findings(provider, others)).startsWith("It answers in JSON.");
    }

    private static String findings(String provider, String... without) throws Exception {
        try (URLClassLoader path =
                new URLClassLoader(
                        classPathWithout(without), ClassLoader.getPlatformClassLoader())) {
            Class<?> kind = path.loadClass(Provider.class.getName());
            Object constant = kind.getMethod("valueOf", String.class).invoke(null, provider);
            return (String)
                    path.loadClass(Opening.class.getName())
                            .getMethod("of", kind)
                            .invoke(null, constant);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static URL[] classPathWithout(String... artifacts) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        Arrays.stream(artifacts)
                                .noneMatch(artifact -> entry.contains(artifact + "-1")))
                .map(MissingJarTest::address)
                .toArray(URL[]::new);
    }

    private static URL address(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
