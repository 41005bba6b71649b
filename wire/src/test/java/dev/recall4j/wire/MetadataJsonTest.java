package dev.recall4j.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

class MetadataJsonTest {

    @Test
    void numbers_keep_their_kind() {
        Metadata metadata = MetadataJson.parse("{\"a\":5,\"b\":5.0,\"c\":0.12345678901234567890}");

        assertThat(metadata.values())
                .containsExactly(
                        Map.entry("a", 5L),
                        Map.entry("b", 5.0),
                        Map.entry("c", new BigDecimal("0.1234567890123456789")));
    }

    @Test
    void metadata_written_and_read_is_equal() {
        Metadata metadata =
                Metadata.of(
                        Map.of(
                                "long",
                                Long.MIN_VALUE,
                                "beyond",
                                BigInteger.TWO.pow(63),
                                "far beyond",
                                BigInteger.TEN.pow(300).add(BigInteger.ONE),
                                "double",
                                -0.1,
                                "whole",
                                3.0,
                                "tiny",
                                Double.MIN_VALUE,
                                "decimal",
                                new BigDecimal("3.14159265358979323846"),
                                "nested",
                                Map.of("list", List.of(1, "zwei \uD83D\uDE00", true)),
                                "empty",
                                List.of()));

        assertThat(MetadataJson.parse(Json.write(metadata))).isEqualTo(metadata);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "{\"a\":null}",
                "{\"a\":[null]}",
                "{\"a\":1e999}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":[[[[[[[[[1]]]]]]]]]}",
            })
    void what_metadata_cannot_hold_is_refused(String json) {
        assertThatThrownBy(() -> MetadataJson.parse(json))
                .isInstanceOf(InvalidRequestException.class);
    }
}
