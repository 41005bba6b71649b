package dev.recall4j.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskingPhrasesTest {

    @ParameterizedTest
    @CsvSource({
        "团团是谁？, 团团是 ？",
        "你的猫叫什么名字, 你的猫叫 名字",
        "田中さんはどこに住んでいますか？, 田中 は に住んで ？",
        "犬は何歳？, 犬は 歳？",
        "팀장님은 누구야?, 팀장님은  ?",
        "회사는 어디 있어?, 회사는   있어?",
        "แมวชื่ออะไร, แมวชื่อ ",
        "รถไฟออกกี่โมงคะ, รถไฟออก โมง ",
    })
    void what_only_asks_is_cut(String asked, String left) {
        assertThat(AskingPhrases.without(asked)).isEqualToNormalizingWhitespace(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "何先生住在北京",
                "いつもの店",
                "たくさんの本",
                "どこ？",
                "누구야",
                "ใคร",
                "คะแนนสอบ",
                "What is it?"
            })
    void names_parts_of_words_and_questions_of_nothing_else_stay(String asked) {
        assertThat(AskingPhrases.without(asked)).isEqualTo(asked);
    }
}
