package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.ConflictException;
import dev.recall4j.model.HearingId;
import dev.recall4j.spi.Backlog;
import dev.recall4j.spi.JournalOperator;
import dev.recall4j.spi.PendingHearing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes up hearings that wait: those that were deferred, and those left by a crash or by a model
 * that was down. Models are asked about several of a kind at once, and each is settled by itself,
 * so that a crash in between leaves the others as they were. Thread-safe; one pass at a time.
 */
final class CatchUp {

    private static final System.Logger LOG = System.getLogger(CatchUp.class.getName());

    private static final int HEARINGS_AT_ONCE = 100;

    /** So many are held in memory while those that belong together are looked for. */
    private static final int TURNS_AT_ONCE = 20_000;

    private final JournalOperator journal;
    private final Thinking thinking;
    private final WritePath writePath;
    private final Gathering gathering;
    private final Deferrals deferrals;
    private final Retries retries;
    private final Runnable settled;
    private final ReentrantLock passing = new ReentrantLock();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * @param settled called when something may have been settled
     */
    CatchUp(
            JournalOperator journal,
            Thinking thinking,
            WritePath writePath,
            Gathering gathering,
            Deferrals deferrals,
            Retries retries,
            Runnable settled) {
        this.journal = journal;
        this.thinking = thinking;
        this.writePath = writePath;
        this.gathering = gathering;
        this.deferrals = deferrals;
        this.retries = retries;
        this.settled = settled;
    }

    /** Begins nothing any more. */
    void stop() {
        stopped.set(true);
    }

    /**
     * Takes up all that waits. A pass under way is waited for.
     *
     * @return how many hearings were settled
     */
    int all() {
        return pass(true);
    }

    /** Takes up what has waited long enough, or is enough. */
    int due() {
        return gathering.byItself() ? pass(false) : 0;
    }

    private int pass(boolean all) {
        passing.lock();
        try {
            return passAlone(all);
        } finally {
            passing.unlock();
        }
    }

    private int passAlone(boolean all) {
        Set<HearingId> waiting = new HashSet<>();
        List<PendingHearing> some = new ArrayList<>();
        int done = 0;
        int turns = 0;
        Backlog backlog;
        long after = 0;
        do {
            backlog = journal.pending(after, HEARINGS_AT_ONCE);
            for (PendingHearing pending : backlog.hearings()) {
                waiting.add(pending.hearing().id());
                some.add(pending);
                turns += pending.hearing().turns().size();
            }
            if (turns >= TURNS_AT_ONCE) {
                done += settle(some, all);
                some.clear();
                turns = 0;
            }
            after = backlog.upTo();
        } while (backlog.hearings().size() == HEARINGS_AT_ONCE);
        done += settle(some, all);
        retries.keepOnly(waiting);
        deferrals.tidy();
        return done;
    }

    private int settle(List<PendingHearing> some, boolean all) {
        List<PendingHearing> ready =
                some.stream()
                        .filter(one -> !writePath.isWorkingOn(one.hearing().id()))
                        .filter(one -> all || retries.isDue(one.hearing().id()))
                        .toList();
        return Lot.of(ready).stream()
                .filter(lot -> thinking.isPossibleIn(lot.mode()))
                .filter(lot -> all || isDue(lot))
                .flatMap(lot -> lot.parts().stream())
                .mapToInt(this::settle)
                .sum();
    }

    private boolean isDue(Lot lot) {
        return lot.turns() >= gathering.turns()
                || lot.hearings().stream().anyMatch(one -> !deferrals.have(one.hearing().id()));
    }

    /** If they cannot be thought about together, one of them may be why. */
    private int settle(List<PendingHearing> some) {
        if (stopped.get()) {
            return 0;
        }
        List<Thought> thoughts;
        try {
            thoughts = thinking.on(some);
        } catch (RuntimeException | Error e) {
            if (some.size() > 1) {
                return some.stream().mapToInt(one -> settle(List.of(one))).sum();
            }
            failed(some.getFirst(), e);
            return 0;
        }
        try {
            return settle(some, thoughts);
        } finally {
            settled.run();
        }
    }

    private int settle(List<PendingHearing> some, List<Thought> thoughts) {
        int done = 0;
        for (int i = 0; i < some.size(); i++) {
            PendingHearing pending = some.get(i);
            try {
                writePath.settle(pending, thoughts.get(i));
                done++;
            } catch (ConflictException e) {
                // It was settled or erased meanwhile. What was drawn from the others may tell of
                // it: they are thought about again, without it.
                return done;
            } catch (RuntimeException | Error e) {
                failed(pending, e);
            }
        }
        return done;
    }

    /** It is passed by, so that it does not keep the ones behind it waiting. */
    private void failed(PendingHearing pending, Throwable e) {
        HearingId id = pending.hearing().id();
        retries.failed(id);
        // Only the kind is logged: a message from an extractor could hold what was said.
        LOG.log(WARNING, "Hearing {0} stays pending: {1}", id, e.getClass());
    }
}
