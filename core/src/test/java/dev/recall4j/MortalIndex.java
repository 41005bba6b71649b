package dev.recall4j;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Census;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.IndexQuery;

import java.util.Collection;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/** An index that dies when it is told to, and comes back empty if it may. Thread-safe. */
final class MortalIndex implements Index {

    private InMemoryIndex living = new InMemoryIndex();
    private boolean dead;
    private boolean mayRecover = true;
    private boolean mute;
    private boolean brokenAtClose;
    private int recoveries;

    synchronized void die() {
        dead = true;
    }

    synchronized void mayRecover(boolean may) {
        mayRecover = may;
    }

    /** It recovers and follows, but answers no search. */
    synchronized void beMute() {
        mute = true;
    }

    synchronized void breakAtClose() {
        brokenAtClose = true;
    }

    synchronized int recoveries() {
        return recoveries;
    }

    /** Waits until it has recovered and then applied something. */
    synchronized void awaitComeback() throws InterruptedException {
        while (recoveries == 0 || living.position() == 0) {
            wait();
        }
    }

    private synchronized <T> T alive(Supplier<T> work) {
        if (dead) {
            throw new UnavailableException("The index is dead.");
        }
        return work.get();
    }

    private void alive(Runnable work) {
        alive(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public synchronized void recover() {
        if (!mayRecover) {
            throw new UnavailableException("The index cannot recover.");
        }
        recoveries++;
        living = new InMemoryIndex();
        dead = false;
    }

    @Override
    public void clear() {
        recover();
    }

    @Override
    public long position() {
        return alive(() -> living.position());
    }

    @Override
    public String lineage() {
        return alive(() -> living.lineage());
    }

    @Override
    public synchronized void apply(Changes changes) {
        alive(() -> living.apply(changes));
        notifyAll();
    }

    @Override
    public Hits search(IndexQuery query) {
        return alive(() -> {
            if (mute) {
                throw new UnavailableException("The index is mute.");
            }
            return living.search(query);
        });
    }

    @Override
    public synchronized Set<String> speakers(Tenant tenant, Scope scope, Collection<String> words) {
        return alive(() -> living.speakers(tenant, scope, words));
    }

    @Override
    public Census census(IndexQuery query) {
        return alive(() -> living.census(query));
    }

    @Override
    public void flush() {
        alive(() -> living.flush());
    }

    @Override
    public void purge() {
        alive(() -> living.purge());
    }

    @Override
    public void revisions(ObjLongConsumer<MemoryId> sink) {
        alive(() -> living.revisions(sink));
    }

    @Override
    public synchronized void close() {
        if (brokenAtClose) {
            throw new AssertionError("a bug");
        }
    }
}
