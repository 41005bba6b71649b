package dev.recall4j.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;

/** A bar that moves, from the first progress on. */
final class ProgressOnTerminal implements Progress {

    private static final int UPDATE_MILLIS = 200;

    private final ProgressBarBuilder builder;
    private @Nullable ProgressBar bar;

    ProgressOnTerminal(PrintWriter err, String task, long size) {
        this.builder =
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(size)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        .setConsumer(new OneRow(err))
                        .hideEta();
    }

    @Override
    public void at(long done, String message) {
        if (bar == null) {
            bar = builder.build();
        }
        bar.setExtraMessage(message);
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** Writes each state over the one before. */
    private record OneRow(PrintWriter err) implements ProgressBarConsumer {

        @Override
        public int getMaxRenderedLength() {
            return Recall4jCommand.WIDTH - 1;
        }

        @Override
        public void accept(String state) {
            err.print("\r" + state);
            err.flush();
        }

        @Override
        public void close() {
            err.println();
        }
    }
}
