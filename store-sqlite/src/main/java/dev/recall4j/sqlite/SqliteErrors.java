package dev.recall4j.sqlite;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.DamagedException;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.RecallException;
import dev.recall4j.model.UnavailableException;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.sql.SQLException;

/** The one table from SQLite's result codes to what a caller can do. */
final class SqliteErrors {

    private static final int PRIMARY_CODE = 0xff;

    private SqliteErrors() {}

    /** The messages of SQLite name tables and columns, never values, so they may be shown. */
    static RecallException translate(SQLException e) {
        SQLiteErrorCode code = codeOf(e);
        if (code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                || code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY) {
            return new ConflictException(
                    ErrorCode.CONFLICT, "The write names an id that is taken already.", e);
        }
        return switch (primary(code)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CONSTRAINT, SQLITE_MISMATCH ->
                    new DamagedException(
                            ErrorCode.DAMAGED,
                            "The journal file is damaged (%s). Nothing was changed; restore it from a backup."
                                    .formatted(code),
                            e);
            case SQLITE_FULL -> unavailable("The disk is full; free some space and retry.", e);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                    unavailable(
                            "The journal file cannot be opened for writing (%s); check the permissions of its directory."
                                    .formatted(code),
                            e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    unavailable(
                            "The journal file is locked by another program (%s); close it and retry."
                                    .formatted(code),
                            e);
            default ->
                    unavailable(
                            "The journal file cannot be read or written (%s); check the disk and retry."
                                    .formatted(code),
                            e);
        };
    }

    private static UnavailableException unavailable(String message, SQLException e) {
        return new UnavailableException(ErrorCode.STORE_UNAVAILABLE, message, e);
    }

    private static SQLiteErrorCode codeOf(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? sqlite.getResultCode()
                : SQLiteErrorCode.getErrorCode(e.getErrorCode());
    }

    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE);
    }
}
