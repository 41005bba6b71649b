package dev.recall4j.cli;

import picocli.CommandLine.IVersionProvider;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/** Says which version this is. */
final class Version implements IVersionProvider {

    private static final String RESOURCE = "version.properties";

    @Override
    public String[] getVersion() {
        return new String[] {
            "recall4j " + number(),
            "Java " + Runtime.version() + ", " + System.getProperty("java.vendor"),
        };
    }

    /** Such as {@code 0.1.0}. */
    static String number() {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Version.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE, e);
        }
        return properties.getProperty("version");
    }
}
