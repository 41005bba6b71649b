package dev.recall4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;

class ImageTest {

    private static final byte[] PNG = bytes("\u0089PNG\r\n\u001A\nrest");

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(ISO_8859_1);
    }

    private static void assertRefused(Runnable making, String why) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(making::run)
                .withMessageContaining(why);
    }

    @Test
    void bytes_of_the_four_formats_are_known_by_how_they_begin() {
        assertThat(Image.of(PNG).address()).hasToString("data:image/png;base64," + base64(PNG));
        assertThat(Image.of(bytes("\u00FF\u00D8\u00FF\u00E0..")).address().toString())
                .startsWith("data:image/jpeg;base64,");
        assertThat(Image.of(bytes("GIF89a..")).address().toString())
                .startsWith("data:image/gif;base64,");
        assertThat(Image.of(bytes("RIFF\0\1\2\3WEBPVP8 ")).address().toString())
                .startsWith("data:image/webp;base64,");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF", "\u0089PNG", "<svg/>", "%PDF-1.7", "RIFF\0\1\2\3WAVEfmt "})
    void other_bytes_are_no_image(String bytes) {
        assertRefused(() -> Image.of(bytes(bytes)), "none of PNG, JPEG, GIF and WebP");
    }

    @Test
    void a_data_address_must_say_what_its_bytes_are() {
        String png = base64(PNG);

        assertThat(Image.at(URI.create("data:image/png;base64," + png))).isEqualTo(Image.of(PNG));
        assertRefused(() -> at("data:image/gif;base64," + png), "which are image/png");
        assertRefused(() -> at("data:image/png;base64,!!!"), "not in Base64");
        assertRefused(() -> at("data:image/png," + png), "not of the form");
        assertRefused(() -> at("data:image/png;base64," + base64(bytes("<svg/>"))), "none of");
    }

    private static Image at(String address) {
        return Image.at(URI.create(address));
    }

    @Test
    void five_million_bytes_are_allowed_and_no_more() {
        byte[] most = Arrays.copyOf(PNG, Image.BYTES_MAX);
        byte[] more = Arrays.copyOf(PNG, Image.BYTES_MAX + 1);

        assertThat(Image.of(most).address().getScheme()).isEqualTo("data");
        assertRefused(() -> Image.of(more), "5,000,001 bytes");
        assertRefused(() -> at("data:image/png;base64," + base64(more)), "at most 5,000,000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/a.png",
                "file:///etc/passwd",
                "ftp://example.org/a.png",
                "a.png",
                "https:a.png",
                "https://ana:secret@example.org/a.png"
            })
    void an_address_is_https_with_a_host_and_without_a_password(String address) {
        assertRefused(() -> at(address), "https://host/path");
    }

    @Test
    void an_address_that_is_refused_is_not_repeated() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> at("https://ana:secret@example.org/a.png"))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("secret"));
        assertThat(at("https://example.org/a.png?signed=secret")).hasToString("Image[https]");
    }

    @ParameterizedTest
    @CsvSource({"'', empty", "'  ', empty", "'a\0b', U+0000"})
    void a_caption_is_a_text_that_can_be_kept(String caption, String why) {
        assertRefused(() -> Image.of(PNG).withCaption(caption), why);
    }

    @Test
    void a_caption_has_1000_characters_at_most() {
        assertThat(Image.of(PNG).withCaption("x".repeat(1_000)).caption()).hasSize(1_000);
        assertRefused(() -> Image.of(PNG).withCaption("x".repeat(1_001)), "1,001 characters");
    }

    @Test
    void a_turn_may_show_an_image_without_a_word_but_not_be_without_both() {
        Image dogs = Image.of(PNG);

        assertThat(Turn.user(dogs).images()).containsExactly(dogs);
        assertThat(Turn.user("Look!").withImage(dogs).by("Ana").at(null).images()).hasSize(1);
        assertRefused(() -> Turn.user(""), "text of the turn is empty");
    }

    @Test
    void a_turn_has_four_images_at_most_and_room_for_their_words() {
        Image dogs = Image.of(PNG);
        Turn four = Turn.user(dogs).withImage(dogs).withImage(dogs).withImage(dogs);
        String longest = "x".repeat(Turn.TEXT_LENGTH_MAX);

        assertRefused(() -> four.withImage(dogs), "5 images in one turn");
        assertThat(Turn.user(longest).text()).hasSize(Turn.TEXT_LENGTH_MAX);
        assertRefused(() -> Turn.user(longest).withImage(dogs), "at most 98,980");
    }

    @Test
    void an_add_has_16_images_at_most() {
        Turn shown = Turn.user(Image.of(PNG));
        AddRequest.Builder most =
                AddRequest.builder(Scope.ofUser("ana")).turns(Collections.nCopies(16, shown));

        assertThat(most.build().turns()).hasSize(16);
        assertRefused(() -> most.turn(shown).build(), "17 images in one add");
    }
}
