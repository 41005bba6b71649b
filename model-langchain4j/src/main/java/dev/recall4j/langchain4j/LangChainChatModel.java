package dev.recall4j.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.ChatAnswer;
import dev.recall4j.spi.ChatModel;
import dev.recall4j.spi.ChatRequest;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Any LangChain4j {@link dev.langchain4j.model.chat.ChatModel} as a language model. Thread-safe, if
 * it is. One call for each request, without a time limit and retries: {@link PatientChatModel} has
 * them, so let LangChain4j's own be none ({@code maxRetries(0)}), and its listeners and logs too,
 * because they are given what was said.
 *
 * <p>The address of an image is handed on to OpenAI, Anthropic and Mistral only. LangChain4j would
 * fetch it for the others: their requests fail, and the image has to be given as {@code data:}.
 *
 * <p>The words of an answer stay as they are, those in which a model thinks aloud too.
 */
public final class LangChainChatModel implements ChatModel {

    private static final String SCHEMA_NAME = "answer";

    /** The others would fetch an address from here, whoever gave it. */
    private static final Set<String> HAND_ADDRESSES_ON =
            Set.of("OpenAiChatModel", "AnthropicChatModel", "MistralAiChatModel");

    /** LangChain4j tells it that all bytes are a JPEG. */
    private static final String WANTS_WHOLE_ADDRESSES = "MistralAiChatModel";

    private static final AutoCloseable NOTHING = () -> {};

    private final String name;
    private final dev.langchain4j.model.chat.ChatModel model;
    private final StructuredOutput structuredOutput;
    private final boolean sees;
    private final IntFunction<ChatRequestParameters> limit;
    private final AutoCloseable beneath;
    private volatile boolean closed;

    /**
     * A model that sees no images and is given a schema if it says that it can keep one.
     *
     * @param name provider and model, such as {@code openai/gpt-5-mini}; at most 64 characters
     * @param model closed with this one if it can be
     */
    public LangChainChatModel(String name, dev.langchain4j.model.chat.ChatModel model) {
        this(name, model, structuredOutputOf(model), false);
    }

    /**
     * @param structuredOutput how it is held to a schema
     * @param sees whether it is given images
     */
    public LangChainChatModel(
            String name,
            dev.langchain4j.model.chat.ChatModel model,
            StructuredOutput structuredOutput,
            boolean sees) {
        this(name, model, structuredOutput, sees, limitOf(model), closing(model));
    }

    /**
     * @param limit what tells the model how many tokens it may answer
     * @param beneath closed with this one
     */
    LangChainChatModel(
            String name,
            dev.langchain4j.model.chat.ChatModel model,
            StructuredOutput structuredOutput,
            boolean sees,
            IntFunction<ChatRequestParameters> limit,
            AutoCloseable beneath) {
        this.name = name;
        this.model = model;
        this.structuredOutput = structuredOutput;
        this.sees = sees;
        this.limit = limit;
        this.beneath = beneath;
    }

    private static StructuredOutput structuredOutputOf(dev.langchain4j.model.chat.ChatModel model) {
        return model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                ? StructuredOutput.JSON_SCHEMA
                : StructuredOutput.TEXT;
    }

    /** By the name of the class, because OpenAI's module need not be there. */
    private static IntFunction<ChatRequestParameters> limitOf(
            dev.langchain4j.model.chat.ChatModel model) {
        String parameters = model.defaultRequestParameters().getClass().getSimpleName();
        return parameters.equals("OpenAiChatRequestParameters")
                ? OpenAiProtocol::completionLimit
                : LangChainChatModel::limit;
    }

    static ChatRequestParameters limit(int tokens) {
        return ChatRequestParameters.builder().maxOutputTokens(tokens).build();
    }

    private static AutoCloseable closing(Object model) {
        return model instanceof AutoCloseable closeable ? closeable : NOTHING;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean sees() {
        return sees;
    }

    @Override
    public ChatAnswer answer(ChatRequest request) {
        requireOpen();
        dev.langchain4j.model.chat.request.ChatRequest question = translated(request);
        long start = System.nanoTime();
        ChatResponse response;
        try {
            response = model.chat(question);
        } catch (RuntimeException e) {
            throw CallFailure.of(e).unavailable(name);
        }
        return answer(response, Duration.ofNanos(System.nanoTime() - start));
    }

    private dev.langchain4j.model.chat.request.ChatRequest translated(ChatRequest request) {
        List<ChatMessage> messages = new ArrayList<>();
        if (!request.system().isBlank()) {
            messages.add(SystemMessage.from(request.system()));
        }
        messages.add(userMessage(request));
        return dev.langchain4j.model.chat.request.ChatRequest.builder()
                .messages(messages)
                .parameters(parameters(request))
                .build();
    }

    private UserMessage userMessage(ChatRequest request) {
        List<Content> contents = new ArrayList<>();
        contents.add(TextContent.from(request.user()));
        request.images().forEach(image -> contents.add(image(image)));
        return UserMessage.from(contents);
    }

    /** Most providers want what is inside a data address, without the address. */
    private ImageContent image(URI image) {
        return DataAddress.of(image)
                .filter(data -> !model.getClass().getSimpleName().equals(WANTS_WHOLE_ADDRESSES))
                .map(data -> ImageContent.from(data.base64(), data.type()))
                .orElseGet(() -> handedOn(image));
    }

    private ImageContent handedOn(URI image) {
        if (!HAND_ADDRESSES_ON.contains(model.getClass().getSimpleName())) {
            throw new CallFailure(CallFailure.Kind.IMAGE_ADDRESS, "").unavailable(name);
        }
        return ImageContent.from(image);
    }

    private ChatRequestParameters parameters(ChatRequest request) {
        ChatRequestParameters limited = limit.apply(request.answerTokens());
        ResponseFormat format = format(request.schema());
        return format == null
                ? limited
                : limited.overrideWith(
                        ChatRequestParameters.builder().responseFormat(format).build());
    }

    private @Nullable ResponseFormat format(@Nullable String schema) {
        if (schema == null) {
            return null;
        }
        return switch (structuredOutput) {
            case JSON_SCHEMA ->
                    ResponseFormat.builder()
                            .type(ResponseFormatType.JSON)
                            .jsonSchema(
                                    JsonSchema.builder()
                                            .name(SCHEMA_NAME)
                                            .rootElement(JsonRawSchema.from(schema))
                                            .build())
                            .build();
            case JSON -> ResponseFormat.JSON;
            case TEXT -> null;
        };
    }

    private ChatAnswer answer(@Nullable ChatResponse response, Duration latency) {
        if (response == null || response.aiMessage() == null) {
            throw nonsense("(no answer)");
        }
        boolean cutShort = response.finishReason() == FinishReason.LENGTH;
        String text = Objects.requireNonNullElse(response.aiMessage().text(), "");
        if (text.isEmpty() && !cutShort) {
            throw nonsense("(no text)");
        }
        return new ChatAnswer(text, cutShort, TokenCounts.of(response.tokenUsage(), latency));
    }

    private UnavailableException nonsense(String detail) {
        return new CallFailure(CallFailure.Kind.NONSENSE, detail).unavailable(name);
    }

    private void requireOpen() {
        if (closed) {
            throw new UnavailableException(
                    ErrorCode.CLOSED, "The model %s was closed; open it again.".formatted(name));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Closing.close(beneath, name);
        }
    }
}
