package dev.recall4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Set;

class MemoryTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, Memory.OCCURRENCES_MAX + 1, Long.MAX_VALUE})
    void a_count_that_could_not_be_counted_on_is_refused(long occurrences) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> memory(occurrences, null))
                .withMessageContaining("1 to 1,000,000,000,000");
    }

    @Test
    void a_memory_can_be_superseded_by_another_but_not_by_itself() {
        assertThat(memory(Memory.OCCURRENCES_MAX, "other").supersededBy())
                .isEqualTo(MemoryId.of("other"));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> memory(1, "m"))
                .withMessageContaining("superseded by itself");
    }

    private static Memory memory(long occurrences, @Nullable String supersededBy) {
        return new Memory(
                MemoryId.of("m"),
                Scope.ofUser("ana"),
                "tea",
                Status.SUPERSEDED,
                new Provenance("test/1", List.of()),
                occurrences,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                supersededBy == null ? null : MemoryId.of(supersededBy),
                null,
                Set.of(),
                Metadata.EMPTY,
                0);
    }
}
