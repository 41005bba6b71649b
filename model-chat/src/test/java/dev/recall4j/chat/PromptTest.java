package dev.recall4j.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

import dev.recall4j.tck.ScriptedChatModel;

import org.junit.jupiter.api.Test;

import java.util.List;

class PromptTest {

    private static final Encoding O200K =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @Test
    void the_prompt_of_extraction_has_1500_tokens_at_most() {
        assertThat(O200K.countTokensOrdinary(ChatExtractor.prompt().system()))
                .isBetween(500, 1_500);
    }

    @Test
    void the_prompt_of_procedures_has_1000_tokens_at_most() {
        assertThat(O200K.countTokensOrdinary(ProcedureExtractor.prompt().system()))
                .isBetween(500, 1_000);
    }

    @Test
    void the_prompt_of_arbitration_has_500_tokens_at_most() {
        assertThat(O200K.countTokensOrdinary(ChatArbiter.prompt().system())).isBetween(200, 500);
    }

    @Test
    void the_prompt_of_description_has_500_tokens_at_most() {
        assertThat(O200K.countTokensOrdinary(ChatDescriber.prompt().system())).isBetween(200, 500);
    }

    @Test
    void a_name_says_model_and_prompt_and_changes_with_any_word_of_it() {
        ScriptedChatModel model = new ScriptedChatModel("openai/gpt-5-mini");
        Prompt prompt = new Prompt("extract/1", "Read.", "{}");

        assertThat(prompt.nameWith(model))
                .matches("openai/gpt-5-mini extract/1-[0-9a-f]{6}")
                .isEqualTo(new Prompt("extract/1", "Read.", "{}").nameWith(model))
                .isNotEqualTo(new Prompt("extract/1", "Read!", "{}").nameWith(model))
                .isNotEqualTo(new Prompt("extract/1", "Read.", "[]").nameWith(model));
    }

    @Test
    void the_name_of_a_model_is_cut_so_that_all_fit_and_no_character_is_halved() {
        String name =
                new Prompt("extract/1", "", "")
                        .nameWith(new ScriptedChatModel("\uD83D\uDE00".repeat(64)));

        assertThat(name).hasSizeBetween(127, 128).contains(" extract/1-");
        assertThat(name.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    @Test
    void schemas_are_json_whose_objects_allow_nothing_else_and_require_all() {
        for (Prompt prompt :
                List.of(
                        ChatExtractor.prompt(),
                        ChatArbiter.prompt(),
                        ChatDescriber.prompt(),
                        ProcedureExtractor.prompt())) {
            assertThat(Conversing.parsed(prompt.schema()).findValues("additionalProperties"))
                    .hasSize(2)
                    .allMatch(allowed -> !allowed.booleanValue());
            assertThat(Conversing.parsed(prompt.schema()).findValues("required")).hasSize(2);
        }
    }
}
