package dev.recall4j.sqlite;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Times in columns: milliseconds since 1970. */
final class Columns {

    private Columns() {}

    static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return millis == 0 && row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Instant knownTime(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
