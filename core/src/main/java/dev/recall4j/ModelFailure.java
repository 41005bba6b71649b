package dev.recall4j;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

/** Tells what a model can be blamed for from what it cannot. */
final class ModelFailure {

    private ModelFailure() {}

    /**
     * Passes on what is wrong with the machine, such as a lack of memory. What is left is the
     * model's: exceptions, but also a class or a native library that is missing, a failed
     * assertion, or a text too deep for a recursive parser.
     */
    static void passOnIfOfTheMachine(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error
                && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }

    /**
     * What to tell programs, all that is kept of an exception of a model: its message and its
     * causes could quote what the model was given.
     */
    static ErrorCode codeOf(Throwable thrown) {
        return thrown instanceof UnavailableException told
                ? told.code()
                : ErrorCode.MODEL_UNAVAILABLE;
    }
}
