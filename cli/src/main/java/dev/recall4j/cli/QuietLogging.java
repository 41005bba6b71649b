package dev.recall4j.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Logs warnings and worse, on standard error, one line each and without stack traces, unless the
 * JVM is told otherwise. Lucene's advice to add the incubating vector module is passed over: the
 * JVM warns when one does.
 */
public final class QuietLogging {

    private static final String CONFIGURED_BY_CLASS = "java.util.logging.config.class";
    private static final String CONFIGURED_BY_FILE = "java.util.logging.config.file";
    private static final String SETTINGS =
            """
            handlers=java.util.logging.ConsoleHandler
            .level=WARNING
            java.util.logging.SimpleFormatter.format=%4$s: %5$s%n
            org.apache.lucene.internal.vectorization.level=SEVERE
            """;

    /** Called by the JDK when the first logger is asked for. */
    public QuietLogging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(
                        new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.UTF_8)));
    }

    /** Costs nothing until something is logged. */
    static void install() {
        if (System.getProperty(CONFIGURED_BY_FILE) == null
                && System.getProperty(CONFIGURED_BY_CLASS) == null) {
            System.setProperty(CONFIGURED_BY_CLASS, QuietLogging.class.getName());
        }
    }
}
