package dev.recall4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Words of any language are found, and a query is only ever words. */
abstract class IndexWordsContract extends IndexPart {

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Chinese      | 我养了一只叫咪咪的猫       | 猫
                    Chinese      | 我养了一只叫咪咪的猫       | 你的猫叫什么
                    Chinese      | 她住在北京市朝阳区         | 北京
                    Japanese     | 私は毎朝コーヒーを飲みます | コーヒー
                    Japanese     | 東京タワーの近くに住んでいる | 東京
                    Japanese     | 毎朝ｺｰﾋｰを飲む           | コーヒー
                    Thai         | ฉันเลี้ยงแมวสองตัวที่บ้าน       | แมว
                    Thai         | เขาทำงานที่กรุงเทพมหานคร       | กรุงเทพ
                    Lao          | ຂ້ອຍມັກກິນເຂົ້າໜຽວ           | ເຂົ້າໜຽວ
                    Khmer        | ខ្ញុំចូលចិត្តកាហ្វេ               | កាហ្វេ
                    Burmese      | ကျွန်တော်ကော်ဖီကြိုက်တယ်          | ကော်ဖီ
                    Korean       | 고양이는 소파에서 잔다        | 고양이
                    Korean       | 서울에 살고 있어요           | 서울
                    Arabic       | أحب القهوة في الصباح       | القهوة
                    Arabic       | كَتَبَ الطالبُ رسالة           | كتب
                    Hebrew       | שָׁלוֹם לכל החברים            | שלום
                    Hindi        | मुझे सुबह की चाय पसंद है        | चाय
                    Russian      | Она живёт в Москве           | живет
                    Greek        | Μένω στην Αθήνα               | ΑΘΗΝΑ
                    Greek        | Ο ΟΔΥΣΣΕΥΣ                     | Οδυσσεύς
                    Turkish      | İstanbul güzel              | istanbul
                    German       | Die Straße führt über Köln   | Strasse
                    German       | Die Straße führt über Köln   | Köln
                    German       | Er mag Äpfel                 | äpfel
                    German       | Krankenversicherung läuft ab | krankenversicherung
                    French       | Le café est à côté           | cafe
                    French       | Rene aime Dvorak             | René
                    French       | l'école de musique           | école
                    Vietnamese   | Tôi sống ở Hà Nội            | ha noi
                    Polish       | Mieszkam w Łodzi             | lodzi
                    composed     | Cafe\u0301 Noir              | café
                    full width   | ＡＢＣ１２３                   | abc123
                    ligature     | the eﬃcient oﬃce             | efficient
                    English      | She plays the violin         | VIOLIN
                    English      | Ana's sister is a nurse      | ana
                    mixed        | 我的iPhone15很好             | iphone15
                    mixed        | Anaは東京でworkshopを開いた   | workshop
                    emoji        | 🐶🎉                         | 🐶
                    emoji        | trip to the beach 🏖️         | 🏖
                    emoji        | thumbs 👍🏽                   | 👍🏽
                    product code | order SKU-4711/b arrived     | SKU-4711/b
                    product code | order SKU-4711/b arrived     | 4711
                    e-mail       | write to ana.lopez@example.com | ana.lopez@example.com
                    e-mail       | write to ana.lopez@example.com | lopez
                    version      | runs on v2.10.3-beta         | 2.10.3
                    identifier   | set max_batch_size to 5      | max_batch_size
                    identifier   | set max_batch_size to 5      | batch
                    web address  | see https://example.org/a/b?c=d | example.org
                    number       | the code is 90210            | 90210
                    one letter   | vitamin C                    | c
                    """)
    void words_are_found(String language, String text, String query) {
        put(
                IndexSample.of("wanted").text(text.translateEscapes()),
                IndexSample.of("other").text("qqq zzz 777"));

        assertThat(found(IndexSearch.words(query))).as(language).containsExactly("wanted");
    }

    static Stream<String> awkwardQueries() {
        return Stream.of(
                "\"lemon",
                "lemon\"",
                "+lemon -tree",
                "lemon~2 tree^4",
                "(lemon",
                "lemon)))",
                "lemon [a TO z}",
                "text:lemon",
                "*:* lemon",
                "lem* lemon",
                "lemon AND",
                "NOT lemon",
                "lemon OR OR",
                "/lemon/",
                "\\lemon \\",
                "lemon && || !",
                "{lemon}",
                "lemon'; DROP TABLE memories;--",
                "lemon \u0000 \uFFFE \uD800",
                "\u200B\u202E lemon \uFEFF",
                "lemon " + "verylong".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("awkwardQueries")
    void a_query_is_words_and_never_syntax(String query) {
        put(
                IndexSample.of("wanted").text("lemon tart"),
                IndexSample.of("other").text("qqq zzz 777"));

        assertThat(found(IndexSearch.words(query))).containsExactly("wanted");
    }

    @Test
    void a_query_without_any_word_finds_nothing_and_harms_nothing() {
        put(IndexSample.of("a").text("lemon"));

        for (String query : new String[] {"", "   ", "?!.,;", "\u200D", "***", "\"\"", "()"}) {
            assertThat(found(IndexSearch.words(query))).isEmpty();
            assertThat(found(IndexSearch.everything().text(query))).containsExactly("a");
        }
    }

    @Test
    void a_query_of_common_words_only_finds_the_memory_made_of_them() {
        put(
                IndexSample.of("quote").text("to be or not to be"),
                IndexSample.of("other").text("lemon tart"));

        assertThat(found(IndexSearch.words("to be or not"))).containsExactly("quote");
        assertThat(found(IndexSearch.words("the who"))).isEmpty();
    }

    @Test
    void a_query_of_thousands_of_different_words_is_answered() {
        String words =
                String.join(" ", IntStream.range(0, 3_000).mapToObj(i -> "word" + i).toList());
        put(IndexSample.of("wanted").text(words), IndexSample.of("other").text("lemon"));

        assertThat(found(IndexSearch.words(words))).containsExactly("wanted");
    }

    @Test
    void a_text_of_the_greatest_length_is_found_by_its_last_word() {
        put(IndexSample.of("a").text("filler ".repeat(14_000) + "lemon"));

        assertThat(found(IndexSearch.words("lemon"))).containsExactly("a");
    }

    @Test
    void invisible_characters_keep_no_text_out() {
        List<IndexSample> samples = new ArrayList<>();
        for (int c = 0; c < 0x10000; c++) {
            if (Character.getType(c) == Character.FORMAT) {
                samples.add(IndexSample.of("m" + c).text("\u597D" + (char) c));
            }
        }
        samples.add(IndexSample.of("kana").text("\u30AB\u30A0"));

        put(samples);

        assertThat(found(IndexSearch.words("\u597D").candidates(1_000)))
                .hasSize(samples.size() - 1);
        assertThat(found(IndexSearch.words("\u30AB"))).containsExactly("kana");
    }
}
