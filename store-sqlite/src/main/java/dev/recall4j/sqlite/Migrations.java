package dev.recall4j.sqlite;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.InvalidRequestException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Brings the tables to the newest version. Each version is one numbered SQL file that runs once, in
 * one transaction; the file's version is kept in SQLite's {@code user_version}.
 */
final class Migrations {

    static final int NEWEST = 7;

    private Migrations() {}

    static void run(Session session) {
        for (int next = version(session) + 1; next <= NEWEST; next++) {
            session.execute("BEGIN IMMEDIATE");
            session.execute(sql(next));
            session.execute("PRAGMA user_version = " + next);
            session.execute("COMMIT");
        }
    }

    /**
     * @throws InvalidRequestException {@code NEWER_FORMAT} if a newer version has written the
     *     tables
     */
    static void requireKnown(Session session) {
        int version = version(session);
        if (version > NEWEST) {
            throw new InvalidRequestException(
                    ErrorCode.NEWER_FORMAT,
                    "The journal has format %d; this version of Recall4j knows formats up to %d. Upgrade Recall4j, or use another data directory."
                            .formatted(version, NEWEST));
        }
    }

    private static int version(Session session) {
        return Math.toIntExact(session.number("PRAGMA user_version"));
    }

    private static String sql(int version) {
        try (InputStream in =
                Migrations.class.getResourceAsStream("migrations/" + version + ".sql")) {
            return new String(
                    Objects.requireNonNull(in, "migration").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
