package dev.recall4j.sqlite;

import dev.recall4j.model.RecallException;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One connection with its prepared statements. Each statement is compiled once and reused, so a
 * statement must be read to its end before it is run again. Used by one thread at a time. Every
 * failure is already one of the four {@link dev.recall4j.model.RecallException} kinds.
 */
final class Session implements AutoCloseable {

    /** Lets go of the pages that the session holds in memory. */
    static final String FORGET_PAGES = "PRAGMA shrink_memory";

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Makes a value of the row that the result stands on. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs statements that take no values and are not worth keeping. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    /** Returns how many rows changed. */
    int update(String sql, @Nullable Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values) {
        List<T> found = new ArrayList<>(1);
        each(
                sql,
                reader,
                row -> {
                    found.add(row);
                    return false;
                },
                values);
        return found.stream().findFirst();
    }

    <T> List<T> all(String sql, RowReader<T> reader, @Nullable Object... values) {
        List<T> found = new ArrayList<>();
        each(sql, reader, found::add, values);
        return found;
    }

    /** Hands over the rows until the visitor returns false. */
    <T> void each(
            String sql, RowReader<T> reader, Predicate<T> visitor, @Nullable Object... values) {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            boolean more = true;
            while (more && rows.next()) {
                more = visitor.test(reader.read(rows));
            }
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** The driver finalizes a statement that fails, so it is compiled anew the next time. */
    private RecallException failed(String sql, SQLException cause) {
        try (PreparedStatement broken = statements.remove(sql)) {
            return SqliteErrors.translate(cause);
        } catch (SQLException e) {
            cause.addSuppressed(e);
            return SqliteErrors.translate(cause);
        }
    }

    /** The number in the first column of the first row, which there must be. */
    long number(String sql, @Nullable Object... values) {
        return first(sql, row -> row.getLong(1), values).orElseThrow();
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Double number -> statement.setDouble(index, number);
            case Instant time -> statement.setLong(index, time.toEpochMilli());
            case Enum<?> constant -> statement.setString(index, constant.name());
            case byte[] bytes -> statement.setBytes(index, bytes);
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }
}
