package dev.recall4j;

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
}
