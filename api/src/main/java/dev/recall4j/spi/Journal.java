package dev.recall4j.spi;

import dev.recall4j.model.Erasure;
import dev.recall4j.model.ExportRecord;
import dev.recall4j.model.Held;
import dev.recall4j.model.HistoryEntry;
import dev.recall4j.model.ListRequest;
import dev.recall4j.model.Memory;
import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Origin;
import dev.recall4j.model.Page;
import dev.recall4j.model.Recalls;
import dev.recall4j.model.Retraction;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The durable record: turns heard, decisions taken, and the memories that follow from them. It is
 * the truth; indexes are made from it.
 *
 * <p><b>Durability.</b> When a method that writes returns, its effect survives a kill of the
 * process at any instruction. Each write is one transaction: all of it is seen, or nothing.
 *
 * <p><b>Positions.</b> Every write that changes something gets the next journal position, across
 * all tenants. A memory's {@link Memory#revision} is the position of its last change. {@linkplain
 * JournalOperator#noteRecalls Notes} of what was recalled are no such change.
 *
 * <p><b>Isolation.</b> Every method takes a tenant and sees nothing of another one. What needs all
 * tenants, such as following the journal, is in {@link JournalOperator}.
 *
 * <p>Thread-safe. All times are kept to the millisecond; memories are returned with the status they
 * have in the journal, expiry not considered ({@link Memory#asReadAt}).
 *
 * <p>Errors: {@link dev.recall4j.model.UnavailableException} if the store cannot be written or was
 * closed, {@link dev.recall4j.model.DamagedException} if what it holds makes no sense.
 */
public interface Journal extends AutoCloseable {

    /**
     * Keeps turns. A turn whose external id was heard in exactly this scope before is not kept
     * again.
     *
     * @return the turns that were kept, and which were known
     */
    Heard hear(Tenant tenant, Scope scope, Hearing hearing);

    /** The text of the turn that has an external id in exactly this scope, if one is kept. */
    Optional<String> said(Tenant tenant, Scope scope, String externalId);

    /**
     * Lets a verdict look at exactly this scope and carries out what it decides, in one
     * transaction: nothing in the scope can change between the look and the decision. The hearing
     * that the decisions belong to is settled by it.
     *
     * @param verdict called on the journal's own thread; it must be quick, must not call the
     *     journal, and may be called again if the transaction has to be repeated. What it throws is
     *     thrown to the caller, and nothing is written
     * @throws dev.recall4j.model.ConflictException if a decision names a memory that is not an
     *     active one of this scope, adds a statement whose fingerprint an active one has, or cites
     *     a turn that this scope does not keep; if the hearing does not wait any more, or if it
     *     releases a candidate that this scope does not hold. So what was erased while it was
     *     thought about does not come back
     */
    Decided decide(Tenant tenant, Scope scope, Verdict verdict);

    /**
     * Changes one memory, as {@link dev.recall4j.model.MemoryUpdate#appliedTo} tells.
     *
     * @return the memory as it is now
     * @throws dev.recall4j.model.InvalidRequestException {@code NOT_FOUND} if the tenant has no
     *     such active memory
     * @throws dev.recall4j.model.ConflictException if an active memory of the same scope has the
     *     new fingerprint
     */
    Memory amend(Tenant tenant, MemoryId id, Amendment amendment);

    /**
     * Retracts one memory. Retracting a retracted one changes nothing.
     *
     * @return the memory as it is now
     * @throws dev.recall4j.model.InvalidRequestException {@code NOT_FOUND} if the tenant has no
     *     such memory
     */
    Memory retract(Tenant tenant, MemoryId id, Act act);

    /**
     * Retracts every memory that the scope finds and that is active or superseded. Hearings that
     * wait there are settled, so that nothing said before becomes a memory later.
     *
     * @return how many
     */
    long retractAll(Tenant tenant, Scope scope, Act act);

    /**
     * Takes back what derives from a source, in one write. Memories, active or superseded, that
     * rest on its turns alone are retracted. Those that rest on others too lose it: they count one
     * time less for each span of it, and are as said by the others. Its turns, and those within
     * {@link Surroundings#REACH} of them, are no raw turns any more. A hearing that waits goes on
     * waiting without them, under another id, so that no decision under way brings them back; one
     * that is left without turns is settled. Candidates held of its turns are held no more.
     *
     * @return what became of them, in the order the memories were created; of a source without
     *     turns nothing
     */
    Retraction retractSource(Tenant tenant, Origin origin, Act act);

    /** What {@link #retractSource} would do. Changes nothing. */
    Retraction wouldRetract(Tenant tenant, Origin origin);

    /**
     * Removes a memory, its history's texts, its vector, and the turns it was drawn from, so that
     * no byte of them is left in any file of the store when this returns. A tombstone stays.
     *
     * <p>If it fails, the memory may be gone while bytes of it are left. Erasing it again finishes
     * the work and finds nothing to remove: {@code Erasure(0, 0)}.
     *
     * @throws dev.recall4j.model.InvalidRequestException {@code NOT_FOUND} if the tenant never had
     *     such a memory
     */
    Erasure erase(Tenant tenant, MemoryId id, Act act);

    /**
     * Removes every memory and turn that the scope finds, as {@link #erase(Tenant, MemoryId, Act)}.
     *
     * <p>With the last that a scope holds its ids go too, here and in other ways of erasing: it is
     * as one that never was.
     */
    Erasure eraseAll(Tenant tenant, Scope scope, Act act);

    /**
     * Removes every memory of the tenant whose expiry time was at a time or before it, in whatever
     * status, as {@link #erase(Tenant, MemoryId, Act)}.
     */
    Erasure eraseExpired(Tenant tenant, Instant upTo, Act act);

    /** The memory of an id, in any status, if the tenant has it and it was not erased. */
    Optional<Memory> memory(Tenant tenant, MemoryId id);

    /** The memories of some ids; ids that {@link #memory} does not find are absent. */
    Map<MemoryId, Memory> memories(Tenant tenant, Collection<MemoryId> ids);

    /**
     * Memories as they were known at a time, as far as {@link Hindsight} can tell; ids that {@link
     * #memory} does not find, and those of memories that were not kept yet, are absent. So nothing
     * of what was erased comes back.
     */
    Map<MemoryId, Memory> memoriesKnownAt(Tenant tenant, Collection<MemoryId> ids, Instant time);

    /**
     * The memories of a scope that were retracted after a time and known before, as they were known
     * at that time: indexes do not hold them.
     *
     * @param limit at most so many, those that were retracted last
     */
    List<Change.Upsert> retractedSince(Tenant tenant, Scope scope, Instant time, int limit);

    /**
     * The memories whose place a memory took, the oldest first; none if the tenant does not have
     * it.
     *
     * @param limit at most so many
     */
    List<Memory> predecessors(Tenant tenant, MemoryId id, int limit);

    /**
     * The raw turns around the turn that each of some memories was first drawn from: those in
     * exactly its scope, at most {@link Surroundings#REACH} turns away and said {@linkplain
     * Surroundings#together together} with it. In one bounded read, however many turns are kept.
     *
     * <p>A raw turn is one of a user or an assistant that was heard in a hearing without an expiry,
     * whose hearing was settled without a retraction, and that no memory was ever drawn from,
     * whatever became of it. And what somebody took back is not to be read in an echo of it:
     *
     * <ul>
     *   <li>When a memory is amended, superseded, retracted or erased, none of the turns settled by
     *       then, within {@link Surroundings#REACH} of those it was drawn from, is a raw turn any
     *       more.
     *   <li>{@link #retractAll} leaves no raw turn in any scope that it finds.
     *   <li>No turn within {@link Surroundings#REACH} of one that a memory with an expiry was drawn
     *       from is a raw turn.
     *   <li>A turn that a candidate is or was held of is no raw turn.
     *   <li>A turn that was settled when it was exported is no raw turn where it is restored.
     * </ul>
     *
     * <p>{@linkplain Memory#QUOTATION Quotations} are memories, and go the same way: with a memory
     * that is superseded, retracted, erased, or amended in its text or to expire, and that is no
     * quotation itself, the active quotations drawn from turns within {@link Surroundings#REACH} of
     * its own are retracted; and those drawn from turns that are erased are erased.
     *
     * @return for each memory that has raw turns around it these, in the order they were heard; ids
     *     that {@link #memory} does not find are absent
     */
    Map<MemoryId, List<RawTurn>> rawTurnsAround(Tenant tenant, Collection<MemoryId> memories);

    /** A candidate that is held, if the tenant has it. */
    Optional<Held> held(Tenant tenant, MemoryId id);

    /**
     * One page of the candidates that the scope finds and that are held, in the order they came.
     * They leave with {@link DecisionSet#released}, with their turn, and with {@link #retractAll}.
     *
     * @param cursor of the page before, or null for the first
     * @throws dev.recall4j.model.InvalidRequestException if the cursor is none
     */
    Page<Held> held(Tenant tenant, Scope scope, @Nullable String cursor, int limit);

    /**
     * One page of the memories that the scope finds.
     *
     * @param now decides which of the active ones count as expired
     * @throws dev.recall4j.model.InvalidRequestException if the cursor is not one of this order
     */
    Page<Memory> list(Tenant tenant, ListRequest request, Instant now);

    /** What happened to a memory, oldest first; empty if the tenant never had it. */
    List<HistoryEntry> history(Tenant tenant, MemoryId id);

    /**
     * Where a memory was recalled, as far as it was {@linkplain JournalOperator#noteRecalls noted};
     * {@link Recalls#NONE} if the tenant does not have it.
     */
    Recalls recalls(Tenant tenant, MemoryId id);

    /**
     * What the tenant holds.
     *
     * @param now decides which of the active memories count as expired
     */
    Tally tally(Tenant tenant, Instant now);

    /**
     * Hands over the tenant's records one by one, each after those it refers to, as of one moment.
     */
    void export(Tenant tenant, Consumer<ExportRecord> sink);

    /**
     * Takes records of an export back in, in one transaction. A record is skipped if its id is the
     * tenant's already or was erased here, if it refers to one that was skipped for being erased,
     * if all turns it rests on were skipped for being known, or if an active memory of its scope
     * says the same: that one then rests on its turns too, and is kept until the later end.
     *
     * <p>What was erased where the export comes from is erased here too, as by {@link
     * #erase(Tenant, MemoryId, Act)}: in whatever order exports of one journal are restored,
     * nothing that one of them knows as erased is left.
     *
     * @param records in the order of the export; history counts only together with its memory or
     *     tombstone
     * @param vectors the vector of each memory among the records
     * @return how many were taken in
     * @throws dev.recall4j.model.InvalidRequestException if a memory rests on a span that is not in
     *     its turn
     * @throws dev.recall4j.model.ConflictException if a memory or a turn has the id of another
     *     tenant's
     */
    int restore(Tenant tenant, List<ExportRecord> records, Map<MemoryId, float[]> vectors);

    /** What needs all tenants. Not to be handed to callers who act for one. */
    JournalOperator operator();

    /**
     * Waits for writes and exports under way and releases the store. Closing twice does no harm.
     * The sink of an export must not close.
     */
    @Override
    void close();
}
