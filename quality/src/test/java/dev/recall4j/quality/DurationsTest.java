package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void a_percentile_is_a_time_that_was_measured() {
        Durations durations = new Durations();
        for (int milli = 100; milli >= 1; milli--) {
            durations.note(milli * 1_000_000L);
        }

        assertThat(durations.percentile(50)).isEqualTo(50);
        assertThat(durations.percentile(95)).isEqualTo(95);
        assertThat(durations.percentile(99)).isEqualTo(99);
        assertThat(durations.seconds()).isEqualTo(5.05);
    }

    @Test
    void without_calls_there_is_nothing_to_wait_for() {
        assertThat(new Durations().percentile(50)).isZero();
    }
}
