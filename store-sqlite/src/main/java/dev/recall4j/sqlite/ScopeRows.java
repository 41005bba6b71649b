package dev.recall4j.sqlite;

import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The scopes that were ever written to. Rows are never removed, since decisions refer to them; the
 * ids of one that was erased are.
 */
final class ScopeRows {

    /** Columns to be selected for {@link #scope}; the table is called {@code s}. */
    static final String COLUMNS = "s.user_id, s.agent_id, s.app_id, s.run_id";

    private static final String FIND =
            "SELECT seq FROM scopes WHERE tenant = ? AND user_id = ? AND agent_id = ? AND app_id ="
                    + " ? AND run_id = ?";

    private final Session session;

    ScopeRows(Session session) {
        this.session = session;
    }

    OptionalLong find(Tenant tenant, Scope scope) {
        return session.first(FIND, row -> row.getLong(1), key(tenant, scope)).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    long findOrAdd(Tenant tenant, Scope scope) {
        return find(tenant, scope).orElseGet(() -> add(tenant, scope));
    }

    private long add(Tenant tenant, Scope scope) {
        return session.number(
                "INSERT INTO scopes (tenant, user_id, agent_id, app_id, run_id) VALUES (?, ?, ?, ?,"
                        + " ?) RETURNING seq",
                key(tenant, scope));
    }

    private static Object[] key(Tenant tenant, Scope scope) {
        return new Object[] {
            tenant.id(),
            stored(scope.user()),
            stored(scope.agent()),
            stored(scope.app()),
            stored(scope.run())
        };
    }

    Tenant tenant(long scope) {
        return session.first(
                        "SELECT tenant FROM scopes WHERE seq = ?",
                        row -> new Tenant(row.getString(1)),
                        scope)
                .orElseThrow();
    }

    List<Long> found(Finding finding) {
        return session.all(
                "SELECT s.seq FROM scopes s WHERE " + finding.condition(),
                row -> row.getLong(1),
                finding.values().toArray());
    }

    /**
     * Forgets whose scope it was if nothing is kept in it any more. What stands in place of the ids
     * is no id: it has a control character.
     *
     * @return whether there was something to forget
     */
    boolean forgetIfEmpty(long scope) {
        return session.update(
                        "UPDATE scopes SET user_id = char(1) || seq, agent_id = '', app_id = '',"
                                + " run_id = '' WHERE seq = ?1 AND user_id <> char(1) || seq AND NOT"
                                + " EXISTS (SELECT 1 FROM memories WHERE scope = ?1) AND NOT EXISTS"
                                + " (SELECT 1 FROM turns WHERE scope = ?1) AND NOT EXISTS (SELECT 1"
                                + " FROM pending WHERE scope = ?1)",
                        scope)
                == 1;
    }

    /** How many scopes of a tenant have memories or turns. */
    long countUsed(Tenant tenant) {
        return session.number(
                "SELECT count(*) FROM scopes s WHERE s.tenant = ? AND (EXISTS (SELECT 1 FROM"
                        + " memories m WHERE m.scope = s.seq) OR EXISTS (SELECT 1 FROM turns t WHERE"
                        + " t.scope = s.seq))",
                tenant.id());
    }

    long version(long scope) {
        return session.number("SELECT version FROM scopes WHERE seq = ?", scope);
    }

    void moved(long scope, long position) {
        session.update("UPDATE scopes SET version = ? WHERE seq = ?", position, scope);
    }

    /** The scope in four columns of a row. */
    static Scope scope(ResultSet row, int column) throws SQLException {
        return new Scope(
                given(row.getString(column)),
                given(row.getString(column + 1)),
                given(row.getString(column + 2)),
                given(row.getString(column + 3)));
    }

    private static String stored(@Nullable String id) {
        return id == null ? "" : id;
    }

    private static @Nullable String given(String id) {
        return id.isEmpty() ? null : id;
    }

    /** The condition that a scope finds the scope {@code s}, with the values for it. */
    record Finding(String condition, List<Object> values) {

        static Finding of(Tenant tenant, Scope scope) {
            StringBuilder condition = new StringBuilder("s.tenant = ?");
            List<Object> values = new ArrayList<>(List.of(tenant.id()));
            narrow(condition, values, "user_id", scope.user());
            narrow(condition, values, "agent_id", scope.agent());
            narrow(condition, values, "app_id", scope.app());
            narrow(condition, values, "run_id", scope.run());
            return new Finding(condition.toString(), values);
        }

        private static void narrow(
                StringBuilder condition, List<Object> values, String column, @Nullable String id) {
            if (id != null) {
                // The second half lets the partial index of the column be used.
                condition.append(" AND s.%1$s = ? AND s.%1$s <> ''".formatted(column));
                values.add(id);
            }
        }
    }
}
