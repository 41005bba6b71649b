package dev.recall4j.spi;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;

import java.util.Collection;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/**
 * A projection of the journal for searching: it can be dropped and made again at any time. It holds
 * what {@link JournalOperator#changes} brought, and remembers how far it came.
 *
 * <p>Thread-safe; {@link #apply} is called by one thread at a time. What was applied before a
 * search starts is seen by it.
 *
 * <p>Errors: {@link dev.recall4j.model.UnavailableException} if it cannot be read or written, or
 * was closed.
 */
public interface Index extends AutoCloseable {

    /**
     * The journal position it has applied. After a crash this may be an earlier one, never a later.
     */
    long position();

    /**
     * The {@linkplain JournalOperator#lineage lineage} of its position, as the changes brought it:
     * tells whether it has followed a certain journal or another one. Empty at position 0.
     */
    String lineage();

    /** Applies changes. Afterwards {@link #position} is {@link Changes#upTo}. */
    void apply(Changes changes);

    /**
     * Finds memories of a tenant and scope: by each signal of the query on its own, so that a
     * memory that only one signal finds is found; and what was said around those. Only memories
     * that pass the filter and are valid and not expired at the query's times are considered,
     * whatever else is near.
     */
    Hits search(IndexQuery query);

    /**
     * Which of some words are names of those who speak in a scope, or parts of such names. Case and
     * accents do not matter.
     */
    Set<String> speakers(Tenant tenant, Scope scope, Collection<String> words);

    /** Why a query may find less than was stored. Slower than a search; for explaining. */
    Census census(IndexQuery query);

    /** Makes what was applied survive a crash, together with its position. */
    void flush();

    /** Drops everything, broken files too; the position is 0 again. */
    void clear();

    /**
     * Takes up work again after a failure, with what survived it, as a new start would: the
     * position may be an earlier one afterwards, or 0. Searches under way see what was there when
     * they began.
     */
    void recover();

    /** Leaves no byte of removed memories in any file. */
    void purge();

    /** Hands over the id and revision of every memory it holds, in no order. */
    void revisions(ObjLongConsumer<MemoryId> sink);

    /**
     * Flushes and releases. What cannot be flushed is missing after the next start, as after a
     * crash. Closing twice does no harm.
     */
    @Override
    void close();
}
