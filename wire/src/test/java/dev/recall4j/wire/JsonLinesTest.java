package dev.recall4j.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

class JsonLinesTest {

    @Test
    void byte_order_mark_carriage_returns_and_empty_lines_are_passed_over() {
        JsonLines lines = lines("\uFEFFone\r\n\r\n  \ntwo\n\nthree", 100);

        assertThat(lines.next()).isEqualTo("one");
        assertThat(lines.number()).isEqualTo(1);
        assertThat(lines.next()).isEqualTo("two");
        assertThat(lines.number()).isEqualTo(4);
        assertThat(lines.next()).isEqualTo("three");
        assertThat(lines.number()).isEqualTo(6);
        assertThat(lines.next()).isNull();
        assertThat(lines.next()).isNull();
    }

    @Test
    void a_line_that_is_too_long_is_refused_and_the_next_one_read() {
        JsonLines lines = lines("x".repeat(200_000) + "\nok\n", 100_000);

        assertThatThrownBy(lines::next)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("100,000 bytes");
        assertThat(lines.number()).isEqualTo(1);
        assertThat(lines.next()).isEqualTo("ok");
        assertThat(lines.bytes()).isEqualTo(200_004);
    }

    @Test
    void a_line_of_ten_megabytes_is_read_whole() {
        String line = "ä".repeat(5_000_000);

        assertThat(lines(line + "\n", 10_000_000).next()).isEqualTo(line);
    }

    @Test
    void a_line_that_is_not_utf_8_is_refused_and_the_next_one_read() {
        byte[] bytes = {'a', (byte) 0xC3, '\n', 'b', '\n', (byte) 0xED, (byte) 0xA0, (byte) 0x80};
        JsonLines lines = new JsonLines(new ByteArrayInputStream(bytes), 100);

        assertThatThrownBy(lines::next).hasMessageContaining("not UTF-8");
        assertThat(lines.next()).isEqualTo("b");
        assertThatThrownBy(lines::next).hasMessageContaining("not UTF-8");
        assertThat(lines.number()).isEqualTo(3);
    }

    @Test
    void a_stream_that_breaks_is_reported_as_unavailable() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        throw new IOException("gone");
                    }
                };

        assertThatThrownBy(() -> new JsonLines(broken, 100).next())
                .isInstanceOf(UnavailableException.class);
    }

    private static JsonLines lines(String text, int lengthMax) {
        return new JsonLines(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lengthMax);
    }
}
