package dev.recall4j.cli;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Scope;
import dev.recall4j.quality.LocomoConversation;
import dev.recall4j.quality.LocomoFile;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns of the LoCoMo benchmark's conversations. A conversation is a scope: its id is the user's,
 * unless the command names one.
 */
final class LocomoTurns implements TurnSource {

    private final List<Utterance> utterances = new ArrayList<>();
    private int next;

    /** A turn that was not read yet. */
    private record Utterance(Scope scope, LocomoConversation conversation, int index) {}

    /**
     * @param conversation which one, or null for all
     * @throws InvalidRequestException if it is no LoCoMo file, or does not have the conversation
     */
    LocomoTurns(InputStream in, ScopeOptions whose, @Nullable String conversation) {
        LocomoFile file = LocomoFile.read(in);
        file.conversations().stream()
                .filter(one -> conversation == null || conversation.equals(one.id()))
                .forEach(one -> take(one, scope(one, whose)));
        if (utterances.isEmpty()) {
            throw new InvalidRequestException(
                    "There is no such conversation in the file; it has: %s."
                            .formatted(String.join(", ", file.ids())));
        }
    }

    private static Scope scope(LocomoConversation conversation, ScopeOptions whose) {
        return whose.namesUser()
                ? whose.scopeWith(null, null, null, null)
                : whose.scopeWith(conversation.id(), null, null, null);
    }

    private void take(LocomoConversation conversation, Scope scope) {
        for (int index = 0; index < conversation.size(); index++) {
            utterances.add(new Utterance(scope, conversation, index));
        }
    }

    @Override
    public @Nullable ScopedTurn next() {
        if (next == utterances.size()) {
            return null;
        }
        Utterance utterance = utterances.get(next++);
        return new ScopedTurn(
                utterance.scope(), utterance.conversation().utterance(utterance.index()).turn());
    }

    @Override
    public long number() {
        return next;
    }

    @Override
    public long position() {
        return next;
    }

    @Override
    public long size() {
        return utterances.size();
    }

    @Override
    public String form() {
        return "conversations of LoCoMo";
    }
}
