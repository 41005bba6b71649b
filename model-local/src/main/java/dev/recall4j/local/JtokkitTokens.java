package dev.recall4j.local;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

import dev.recall4j.spi.TokenCounter;

/**
 * Counts the tokens of OpenAI's {@code o200k_base} encoding, that of GPT-4o and later models; for
 * other models it is an estimate. The encoding is read on the first count, which takes a moment,
 * and shared by all instances. Control tokens in a text count as the text they are written in.
 * Thread-safe.
 */
public final class JtokkitTokens implements TokenCounter {

    @Override
    public int count(String text) {
        return Loaded.ENCODING.countTokensOrdinary(text);
    }

    private static final class Loaded {

        static final Encoding ENCODING =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
