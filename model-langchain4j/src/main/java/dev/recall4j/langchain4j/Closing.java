package dev.recall4j.langchain4j;

/** Closes what stands beneath a model. */
final class Closing {

    private Closing() {}

    /**
     * @param name of the model
     */
    static void close(AutoCloseable beneath, String name) {
        try {
            beneath.close();
        } catch (Exception e) {
            throw CallFailure.of(e).unavailable(name);
        }
    }
}
