package dev.recall4j.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts text into the tokens of an uncased BERT model, as the model saw them in training: into
 * {@linkplain BertWords words}, each of which is covered from the left by the longest pieces that
 * the vocabulary has. A word that cannot be covered is one unknown token.
 *
 * <p>Unlike other tokenizers it does not take {@code [SEP]} and the like in a text for control
 * tokens: what a user says is text. Immutable and thread-safe.
 */
final class WordPieceTokenizer {

    private final Map<String, Integer> vocabulary;
    private final String continuation;
    private final int longestWord;
    private final int unknown;
    private final int first;
    private final int last;

    private WordPieceTokenizer(Map<String, Integer> vocabulary, Map<String, String> settings) {
        this.vocabulary = vocabulary;
        continuation = setting(settings, "continuing_subword_prefix");
        longestWord = Integer.parseInt(setting(settings, "max_input_chars_per_word"));
        unknown = id(setting(settings, "unk_token"));
        first = id("[CLS]");
        last = id("[SEP]");
    }

    private static String setting(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /**
     * Reads a {@code tokenizer.json}, as a stream: most of a model's loading time would else go
     * into a tree of its 30,000 words.
     *
     * @throws IOException if it cannot be read or describes another kind of tokenizer
     */
    static WordPieceTokenizer read(InputStream json) throws IOException {
        Map<String, Integer> vocabulary = new HashMap<>();
        Map<String, String> settings = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if ("vocab".equals(parser.currentName())) {
                    readVocabulary(parser, vocabulary);
                } else if (parser.currentToken().isScalarValue() && parser.currentName() != null) {
                    settings.put(parser.currentName(), parser.getText());
                }
            }
        }
        if (!"true".equals(settings.get("lowercase"))) {
            throw new IOException("expected the tokenizer of an uncased BERT model");
        }
        try {
            return new WordPieceTokenizer(vocabulary, settings);
        } catch (IllegalArgumentException e) {
            throw new IOException("the tokenizer's file lacks a part", e);
        }
    }

    private static void readVocabulary(JsonParser parser, Map<String, Integer> vocabulary)
            throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            vocabulary.put(parser.currentName(), parser.nextIntValue(-1));
        }
    }

    /**
     * The ids of a text's tokens, between the two that mark its ends.
     *
     * @param limit how many ids at most, the two marks included; what is behind is left out
     */
    long[] encode(String text, int limit) {
        int room = limit - 1;
        List<Integer> ids = new ArrayList<>();
        ids.add(first);
        BertWords.split(
                text,
                word -> {
                    ids.addAll(pieces(word));
                    return ids.size() < room;
                });
        List<Integer> kept = ids.subList(0, Math.min(ids.size(), room));
        kept.add(last);
        return kept.stream().mapToLong(Integer::longValue).toArray();
    }

    private List<Integer> pieces(String word) {
        if (word.codePointCount(0, word.length()) > longestWord) {
            return List.of(unknown);
        }
        List<Integer> ids = new ArrayList<>();
        int start = 0;
        while (start < word.length()) {
            int end = endOfLongestPiece(word, start);
            if (end == start) {
                return List.of(unknown);
            }
            ids.add(id(piece(word, start, end)));
            start = end;
        }
        return ids;
    }

    /** Where the longest piece from here ends; {@code start} if there is none. */
    private int endOfLongestPiece(String word, int start) {
        int end = word.length();
        while (end > start && !vocabulary.containsKey(piece(word, start, end))) {
            end--;
        }
        return end;
    }

    private String piece(String word, int start, int end) {
        String piece = word.substring(start, end);
        return start == 0 ? piece : continuation + piece;
    }

    private int id(String token) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalArgumentException("a token is missing in the vocabulary");
        }
        return id;
    }
}
