package dev.recall4j.lucene;

import dev.recall4j.model.Memory;
import dev.recall4j.spi.Change;
import dev.recall4j.spi.Occasion;
import dev.recall4j.spi.Surroundings;

import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Where a memory came up: in which conversation, at which turn of it, and on what occasion.
 *
 * @param conversation stands for the tenant and the exact scope
 * @param turn see {@link Change.Upsert#turn}
 */
record Spot(long conversation, long turn, Occasion occasion) {

    private static final int HASH_SEED = 0;

    /** Spreads small numbers over all bits: 2^64 by the golden ratio. */
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private static final byte QUESTION = 1;
    private static final byte SPEAKER_KNOWN = 2;
    private static final byte SINCE_KNOWN = 4;
    private static final byte QUOTATION = 8;

    static Spot of(Change.Upsert upsert) {
        Memory memory = upsert.memory();
        BytesRef scope = ScopeTerms.of(upsert.tenant(), memory.scope());
        long conversation =
                StringHelper.murmurhash3_x64_128(
                        scope.bytes, scope.offset, scope.length, HASH_SEED)[0];
        long turn = upsert.turn();
        return new Spot(conversation, turn, Occasion.of(memory, mixed(conversation, turn)));
    }

    /** One number for both, which others hardly have. */
    private static long mixed(long conversation, long turn) {
        return turn == 0 ? 0 : conversation ^ (turn * ODD);
    }

    boolean isAround(Spot other) {
        return conversation == other.conversation
                && turn > 0
                && other.turn > 0
                && Math.abs(turn - other.turn) <= Surroundings.REACH
                && Surroundings.together(occasion.saidAt(), other.occasion.saidAt());
    }

    /** The term of its turn. */
    BytesRef term() {
        return term(conversation, turn);
    }

    /** By which what was said at a turn of a conversation is found. */
    static BytesRef term(long conversation, long turn) {
        return new BytesRef(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(conversation).putLong(turn).array());
    }

    BytesRef encode() {
        String speaker = occasion.speaker();
        Instant since = occasion.since();
        byte[] name = speaker == null ? new byte[0] : speaker.getBytes(StandardCharsets.UTF_8);
        int flags =
                (occasion.question() ? QUESTION : 0)
                        | (speaker == null ? 0 : SPEAKER_KNOWN)
                        | (since == null ? 0 : SINCE_KNOWN)
                        | (occasion.quotation() ? QUOTATION : 0);
        return new BytesRef(
                ByteBuffer.allocate(4 * Long.BYTES + 1 + name.length)
                        .putLong(conversation)
                        .putLong(turn)
                        .putLong(occasion.saidAt().toEpochMilli())
                        .putLong(since == null ? 0 : since.toEpochMilli())
                        .put((byte) flags)
                        .put(name)
                        .array());
    }

    static Spot decode(BytesRef bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        long conversation = in.getLong();
        long turn = in.getLong();
        Instant saidAt = Instant.ofEpochMilli(in.getLong());
        Instant since = Instant.ofEpochMilli(in.getLong());
        byte flags = in.get();
        Occasion occasion =
                new Occasion(
                        (flags & SPEAKER_KNOWN) == 0
                                ? null
                                : StandardCharsets.UTF_8.decode(in).toString(),
                        saidAt,
                        (flags & SINCE_KNOWN) == 0 ? null : since,
                        (flags & QUESTION) != 0,
                        (flags & QUOTATION) != 0,
                        mixed(conversation, turn));
        return new Spot(conversation, turn, occasion);
    }
}
