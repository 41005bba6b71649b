package dev.recall4j.lucene;

import java.util.regex.Pattern;

/**
 * What makes a question of a sentence in scripts whose terms are characters and pairs, where it is
 * no term by itself that {@link StopWords} could leave out. It is cut from the text, so that it
 * makes no pairs with its neighbours either. What is also a part of common words, or a name, stays.
 */
final class AskingPhrases {

    private static final String CHINESE =
            "[为為]?什[么麼]|哪[里裡儿兒个個些位一]?|[谁誰]|怎[么麼样樣]|多少|[吗嗎呢](?!\\p{IsHan})";

    private static final String JAPANESE =
            "どこ|だれ|いつ(?!も)|ど[のれ]|どんな|どうして|どうやって|なぜ|いくつ"
                    + "|何(?=[\\p{IsHiragana}歳時人年月日回個本枚階])"
                    + "|(?:あり|い)?(?:です|ます|ました|でした)か(?!\\p{IsHiragana})"
                    + "|(?<=\\p{IsHan}|^|\\s)(?:さん|くん|ちゃん)(?=[のはがをにと])";

    private static final String KOREAN =
            "(?<!\\p{L})(?:(?:무엇|뭐|무슨|누구|누가|어디|언제|어떻게|어떤|어느)\\p{IsHangul}{0,2}|[왜몇])"
                    + "(?!\\p{L})";

    private static final String THAI =
            "อะไร|ที่ไหน|ไหน|เมื่อ(?:ไหร่|ไร)|ใคร|ทำไม|อย่างไร|ยังไง|เท่า(?:ไหร่|ไร)|กี่|บ้าง"
                    + "|(?:ไหม|คะ|ครับ)(?!\\p{L})";

    private static final Pattern ANY =
            Pattern.compile(String.join("|", CHINESE, JAPANESE, KOREAN, THAI));

    private AskingPhrases() {}

    /** The text without them; as it is if nothing would be left. */
    static String without(String text) {
        String rest = ANY.matcher(text).replaceAll(" ");
        return rest.codePoints().anyMatch(Character::isLetterOrDigit) ? rest : text;
    }
}
