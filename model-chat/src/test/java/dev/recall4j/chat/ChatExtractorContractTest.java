package dev.recall4j.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.recall4j.spi.ChatRequest;
import dev.recall4j.spi.Extractor;
import dev.recall4j.tck.ExtractorContract;
import dev.recall4j.tck.ScriptedChatModel;

/** With a model that repeats the beginning of each turn that has a word in it. */
class ChatExtractorContractTest extends ExtractorContract {

    private static final int WORDS_LENGTH = 80;

    @Override
    protected Extractor extractor() {
        return new ChatExtractor(
                new ScriptedChatModel().otherwise(ChatExtractorContractTest::repeat));
    }

    private static String repeat(ChatRequest request) {
        ArrayNode facts = Conversing.JSON.createArrayNode();
        for (JsonNode line : Conversing.lines(request)) {
            String text = line.path("text").asText("");
            if (line.has("turn") && text.codePoints().anyMatch(Character::isLetterOrDigit)) {
                facts.add(Conversing.fact(line.get("turn").intValue(), begin(text), begin(text)));
            }
        }
        return Conversing.JSON.createObjectNode().set("facts", facts).toString();
    }

    private static String begin(String text) {
        return text.codePoints()
                .limit(WORDS_LENGTH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
