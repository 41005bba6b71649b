package dev.recall4j.lucene;

import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;

import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * One term for each search scope that finds a memory, so that a search looks up a single one. The
 * ids are preceded by their lengths: no two tenants or scopes have the same term.
 */
final class ScopeTerms {

    private static final int COMBINATIONS = 16;

    private ScopeTerms() {}

    /** The term of a search in a scope. */
    static BytesRef of(Tenant tenant, Scope scope) {
        return term(tenant, scope.user(), scope.agent(), scope.app(), scope.run());
    }

    /** The terms of all searches that find what is kept under a scope. */
    static Set<BytesRef> finding(Tenant tenant, Scope kept) {
        Set<BytesRef> terms = new HashSet<>();
        for (int asked = 1; asked < COMBINATIONS; asked++) {
            terms.add(
                    term(
                            tenant,
                            (asked & 1) == 0 ? null : kept.user(),
                            (asked & 2) == 0 ? null : kept.agent(),
                            (asked & 4) == 0 ? null : kept.app(),
                            (asked & 8) == 0 ? null : kept.run()));
        }
        terms.remove(term(tenant, null, null, null, null));
        return terms;
    }

    private static BytesRef term(
            Tenant tenant,
            @Nullable String user,
            @Nullable String agent,
            @Nullable String app,
            @Nullable String run) {
        BytesRefBuilder term = new BytesRefBuilder();
        append(term, tenant.id());
        append(term, user);
        append(term, agent);
        append(term, app);
        append(term, run);
        return term.toBytesRef();
    }

    private static void append(BytesRefBuilder term, @Nullable String id) {
        byte[] bytes = id == null ? new byte[0] : id.getBytes(StandardCharsets.UTF_8);
        term.append(ByteBuffer.allocate(Short.BYTES).putShort((short) bytes.length).array(), 0, 2);
        term.append(bytes, 0, bytes.length);
    }
}
