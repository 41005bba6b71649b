package dev.recall4j.cli;

import java.io.PrintWriter;

/** Shows on standard error how far a long piece of work is. Not thread-safe. */
interface Progress extends AutoCloseable {

    /**
     * @param done how much is done, in the unit of the whole
     * @param message what to say beside it
     */
    void at(long done, String message);

    /** Leaves the terminal as it was. */
    @Override
    void close();

    /**
     * A bar on a terminal, else a line every few seconds.
     *
     * @param size the size of the whole, or -1 if it is not known
     */
    static Progress on(Console console, String task, long size) {
        return console.progressBars()
                ? new ProgressOnTerminal(console.err(), task, size)
                : new ProgressInLines(console.err(), task, size);
    }

    /** A line every few seconds. */
    final class ProgressInLines implements Progress {

        private static final long NANOS_BETWEEN = 3_000_000_000L;

        private final PrintWriter err;
        private final String task;
        private final long size;
        private String state = "";
        private long last = System.nanoTime();

        private ProgressInLines(PrintWriter err, String task, long size) {
            this.err = err;
            this.task = task;
            this.size = size;
        }

        @Override
        public void at(long done, String message) {
            String share = size <= 0 ? "" : " %d%%,".formatted(100 * done / size);
            state = "%s:%s %s".formatted(task, share, message);
            long now = System.nanoTime();
            if (now - last >= NANOS_BETWEEN) {
                last = now;
                err.println(state);
            }
        }

        @Override
        public void close() {
            if (!state.isEmpty()) {
                err.println(state);
            }
        }
    }
}
