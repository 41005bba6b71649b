package dev.recall4j.local;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Compares our tokens with those of the Hugging Face tokenizer, which the models came with. */
class WordPieceTokenizerTest {

    private static final int LIMIT = 512;
    private static final int[] BLOCKS = {
        0x20, 0xA0, 0x100, 0x250, 0x300, 0x370, 0x400, 0x530, 0x590, 0x600, 0x700, 0x900, 0xE00,
        0x1100, 0x1E00, 0x2000, 0x20A0, 0x2200, 0x3000, 0x3040, 0x4E00, 0xAC00, 0xF900, 0xFE00,
        0xFF00, 0x1D400, 0x1F300, 0x1F600, 0x20000, 0x2B920
    };

    @Test
    void x() throws IOException {
        OnnxModel model = OnnxModel.E5_SMALL_V2;
        try (HuggingFaceTokenizer oracle = oracle(model)) {
            WordPieceTokenizer ours = ours(model);
            StringBuilder sb = new StringBuilder();
            long t = System.nanoTime();
            int from = -1, last = -1;
            String kind = null;
            for (int c = 0; c < 0x110000; c++) {
                if (c >= 0xD800 && c < 0xE000) continue;
                String text = "a" + Character.toString(c) + "b c";
                long[] e = oracle.encode(text).getIds();
                long[] o = ours.encode(text, LIMIT);
                if (!java.util.Arrays.equals(e, o)) {
                    String k = Character.getType(c) + " " + e.length + " " + o.length;
                    if (c == last + 1 && k.equals(kind)) {
                        last = c;
                        continue;
                    }
                    if (from >= 0) sb.append("%x-%x %s%n".formatted(from, last, kind));
                    from = last = c;
                    kind = k;
                }
            }
            sb.append("%x-%x %s%n".formatted(from, last, kind));
            System.out.println(sb);
            System.out.println("ms " + (System.nanoTime() - t) / 1e6);
        }
    }

    static WordPieceTokenizer ours(OnnxModel model) throws IOException {
        try (InputStream json = open(model)) {
            return WordPieceTokenizer.read(json);
        }
    }

    static HuggingFaceTokenizer oracle(OnnxModel model) throws IOException {
        try (InputStream json = open(model)) {
            return HuggingFaceTokenizer.newInstance(
                    json,
                    Map.of(
                            "truncation",
                            "true",
                            "padding",
                            "false",
                            "maxLength",
                            "512",
                            "modelMaxLength",
                            "512"));
        }
    }

    private static InputStream open(OnnxModel model) {
        return WordPieceTokenizerTest.class
                .getClassLoader()
                .getResourceAsStream(model.vocabulary());
    }
}
