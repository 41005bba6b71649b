package dev.recall4j.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/** Compares our tokens with those of the tokenizer that the models were made with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordPieceTokenizerTest {

    private static final int LIMIT = 512;

    /** First and last of blocks whose characters are older than the other tokenizer's tables. */
    private static final int[][] BLOCKS = {
        {0x00, 0x7F}, {0x80, 0x24F}, {0x250, 0x36F}, {0x370, 0x5FF}, {0x620, 0x77F},
        {0x900, 0x9FC}, {0xE01, 0xE5B}, {0x1100, 0x11FF}, {0x1E00, 0x209C}, {0x20A0, 0x2BFF},
        {0x3000, 0x30FF}, {0x4E00, 0x4EFF}, {0xAC00, 0xACFF}, {0xF900, 0xFAFF}, {0xFE00, 0xFFFF},
        {0x1D400, 0x1D4FF}, {0x1F300, 0x1F6FF}, {0x20000, 0x200FF}, {0x2B920, 0x2B9FF}
    };

    private WordPieceTokenizer ours;
    private HuggingFaceTokenizer theirs;

    @BeforeAll
    void openBoth() throws IOException {
        ours = ours(OnnxModel.E5_SMALL_V2);
        theirs = theirs(OnnxModel.E5_SMALL_V2);
    }

    @AfterAll
    void closeTheirs() {
        theirs.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \t\r\n",
                "Hello, World! It's 9:30 p.m. -- isn't it?",
                "query: Which cat did Ana adopt in 2023?",
                "Crème brûlée, ÅNGSTRÖM, Ελληνικά, ΟΔΥΣΣΕΥΣ, İstanbul, STRASSE, ﬁn ﬃ",
                "a\u0301e\u0308 precomposed \u00e1\u00eb, U\u0328\u0301",
                "我喜欢喝绿茶,也喜欢咖啡。東京タワー、ひらがな 한국어 조선말",
                "豈更車 \ud842\udfb7 \ud869\uded6",
                "ผมชอบกินข้าวผัด हिन्दी में बात العَرَبِيَّة עִבְרִית",
                "🐈‍⬛ 👩‍👩‍👧‍👦 ☕️ tea+coffee=~5€ x≠y ≮ ½ ² №5 ™",
                "zero\u200bwidth soft\u00adhyphen \ufeffbom nbsp\u00a0here \u3000wide \u2028line",
                "nul\u0000bell\u0007del\u007fnel\u0085repl\ufffdpriv\ue000",
                "snake_case kebab-case camelCase C++ C# f(x)=[1,2]{3}<4>\\5/6|7`8^9",
                "https://example.org/a?b=c&d=%20#e me@example.org $19.99 100% #tag @you",
                "supercalifragilisticexpialidocious antidisestablishmentarianism xqzzyv",
                "\u037e \u0387 \u1fef \u2260 \u226e \u2126 \u212b"
            })
    void a_text_gives_the_tokens_of_the_original_tokenizer(String text) {
        assertSameTokens(text);
    }

    @ParameterizedTest
    @EnumSource
    void each_model_has_its_vocabulary(OnnxModel model) throws IOException {
        String text = "Ana's grey cat, Pixel, purrs: 我喜欢 crème brûlée!";
        try (HuggingFaceTokenizer original = theirs(model)) {
            assertThat(ours(model).encode(text, LIMIT))
                    .containsExactly(original.encode(text).getIds());
        }
    }

    @Test
    void words_up_to_a_hundred_characters_are_cut_and_longer_ones_are_unknown() {
        assertSameTokens("b".repeat(100) + " c " + "b".repeat(101));
        assertSameTokens("\ud835\udd4f".repeat(100) + " " + "é".repeat(101));
    }

    @Test
    void a_long_text_is_cut_at_the_limit() {
        assertSameTokens("word ".repeat(509));
        assertSameTokens("word ".repeat(510));
        assertSameTokens("word ".repeat(600));
        assertSameTokens("unbelievableness ".repeat(600));
        assertThat(ours.encode("a.".repeat(5_000_000), LIMIT)).hasSize(LIMIT);
    }

    @Test
    void control_tokens_in_a_text_are_text() {
        assertThat(ours.encode("[SEP]", LIMIT))
                .hasSize(5)
                .containsExactly(ours.encode("[ sep ]", LIMIT));
    }

    @Test
    void random_text_gives_the_tokens_of_the_original_tokenizer() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            assertSameTokens(randomText(random));
        }
    }

    @Test
    void characters_older_than_the_original_tokenizer_are_classed_alike() {
        assertThat(IntStream.range(0, 0x600).filter(this::differs)).isEmpty();
        assertThat(IntStream.range(0x1E00, 0x2E40).filter(this::differs)).isEmpty();
    }

    @Test
    @Tag("full")
    void only_newer_marks_and_punctuation_are_classed_otherwise() {
        List<Integer> differing =
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .filter(this::differs)
                        .boxed()
                        .toList();

        assertThat(differing).hasSizeLessThan(1_000).noneMatch(Character::isLetterOrDigit);
    }

    @Test
    void another_kind_of_tokenizer_is_refused() {
        byte[] cased = "{\"normalizer\":{\"lowercase\":false}}".getBytes(StandardCharsets.UTF_8);

        assertThatIOException()
                .isThrownBy(() -> WordPieceTokenizer.read(new ByteArrayInputStream(cased)))
                .withMessageContaining("uncased BERT");
    }

    @Test
    void a_file_without_vocabulary_is_refused() {
        String json =
                "{\"normalizer\":{\"lowercase\":true},"
                        + "\"pre_tokenizer\":{\"type\":\"BertPreTokenizer\"}}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThatIOException()
                .isThrownBy(() -> WordPieceTokenizer.read(new ByteArrayInputStream(bytes)))
                .withMessageContaining("lacks a part");
    }

    private boolean differs(int c) {
        String text = "a" + Character.toString(c) + "b c";
        return !Arrays.equals(ours.encode(text, LIMIT), theirs.encode(text).getIds());
    }

    private void assertSameTokens(String text) {
        assertThat(ours.encode(text, LIMIT)).containsExactly(theirs.encode(text).getIds());
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int[] block = BLOCKS[0];
        for (int length = random.nextInt(60); length > 0; length--) {
            if (random.nextInt(4) == 0) {
                block = BLOCKS[random.nextInt(BLOCKS.length)];
            }
            text.appendCodePoint(random.nextInt(block[0], block[1] + 1));
        }
        return text.toString();
    }

    private static WordPieceTokenizer ours(OnnxModel model) throws IOException {
        try (InputStream json = vocabulary(model)) {
            return WordPieceTokenizer.read(json);
        }
    }

    private static HuggingFaceTokenizer theirs(OnnxModel model) throws IOException {
        Map<String, String> options =
                Map.of("truncation", "true", "padding", "false", "maxLength", "" + LIMIT);
        try (InputStream json = vocabulary(model)) {
            return HuggingFaceTokenizer.newInstance(json, options);
        }
    }

    private static InputStream vocabulary(OnnxModel model) {
        ClassLoader loader = Objects.requireNonNull(OnnxModel.class.getClassLoader());
        return Objects.requireNonNull(loader.getResourceAsStream(model.vocabulary()));
    }
}
