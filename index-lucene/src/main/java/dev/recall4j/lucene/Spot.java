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
    private static final byte QUESTION = 1;
    private static final byte SPEAKER_KNOWN = 2;

    static Spot of(Change.Upsert upsert) {
        Memory memory = upsert.memory();
        BytesRef scope = ScopeTerms.of(upsert.tenant(), memory.scope());
        long conversation =
                StringHelper.murmurhash3_x64_128(
                        scope.bytes, scope.offset, scope.length, HASH_SEED)[0];
        return new Spot(conversation, upsert.turn(), Occasion.of(memory));
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
        byte[] speaker =
                occasion.speaker() == null
                        ? new byte[0]
                        : occasion.speaker().getBytes(StandardCharsets.UTF_8);
        int flags =
                (occasion.question() ? QUESTION : 0)
                        | (occasion.speaker() == null ? 0 : SPEAKER_KNOWN);
        return new BytesRef(
                ByteBuffer.allocate(3 * Long.BYTES + 1 + speaker.length)
                        .putLong(conversation)
                        .putLong(turn)
                        .putLong(occasion.saidAt().toEpochMilli())
                        .put((byte) flags)
                        .put(speaker)
                        .array());
    }

    static Spot decode(BytesRef bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        long conversation = in.getLong();
        long turn = in.getLong();
        Instant saidAt = Instant.ofEpochMilli(in.getLong());
        byte flags = in.get();
        String speaker =
                (flags & SPEAKER_KNOWN) == 0 ? null : StandardCharsets.UTF_8.decode(in).toString();
        return new Spot(conversation, turn, new Occasion(speaker, saidAt, (flags & QUESTION) != 0));
    }
}
