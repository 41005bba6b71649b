package dev.recall4j;

import static dev.recall4j.tck.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.HearingId;
import dev.recall4j.tck.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;

class RetriesTest {

    private static final HearingId BAD = new HearingId("bad");

    private final SettableClock clock = new SettableClock(NOON);
    private final Retries retries = new Retries(clock);

    @Test
    void what_never_failed_is_due() {
        assertThat(retries.isDue(BAD)).isTrue();
    }

    @Test
    void what_fails_again_and_again_is_left_alone_longer_each_time_up_to_an_hour() {
        for (int seconds : new int[] {30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600}) {
            retries.failed(BAD);
            clock.advance(Duration.ofSeconds(seconds - 1));
            assertThat(retries.isDue(BAD)).as("%d seconds", seconds - 1).isFalse();
            assertThat(retries.isDue(new HearingId("good"))).isTrue();
            clock.advance(Duration.ofSeconds(1));
            assertThat(retries.isDue(BAD)).as("%d seconds", seconds).isTrue();
        }
    }

    @Test
    void what_does_not_wait_any_more_is_forgotten() {
        retries.failed(BAD);
        retries.keepOnly(Set.of());

        assertThat(retries.isDue(BAD)).isTrue();
    }
}
