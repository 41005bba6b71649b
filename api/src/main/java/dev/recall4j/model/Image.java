package dev.recall4j.model;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that was shown. It is kept nowhere: a model that sees puts it into words, else its
 * caption stands for it.
 *
 * @param address {@code https:}, which is handed to the model's provider and never fetched here; or
 *     {@code data:} with the bytes of a PNG, JPEG, GIF or WebP image, at most {@value #BYTES_MAX}
 * @param caption what the caller says about it, at most {@value #CAPTION_LENGTH_MAX} characters; or
 *     null
 */
public record Image(URI address, @Nullable String caption) {

    public static final int BYTES_MAX = 5_000_000;
    public static final int CAPTION_LENGTH_MAX = 1_000;

    /** What stands for it in a turn is no longer: a caption, the mark around it, a line break. */
    static final int WORDED_LENGTH_MAX = CAPTION_LENGTH_MAX + 20;

    private static final int ADDRESS_LENGTH_MAX = 8_192;
    private static final Pattern DATA = Pattern.compile("data:([^;,]*);base64,(.*)");

    /** The formats that models know, by how their files begin. */
    private enum Format {
        PNG("\u0089PNG\r\n\u001A\n"),
        JPEG("\u00FF\u00D8\u00FF"),
        GIF("GIF8."),
        WEBP("RIFF....WEBP");

        private final String start;

        /**
         * @param start one character for a byte; a point for any
         */
        Format(String start) {
            this.start = start;
        }

        private String mediaType() {
            return "image/" + name().toLowerCase(Locale.ROOT);
        }

        private boolean begins(byte[] bytes) {
            boolean begins = bytes.length > start.length();
            for (int i = 0; begins && i < start.length(); i++) {
                begins = start.charAt(i) == '.' || start.charAt(i) == (bytes[i] & 0xFF);
            }
            return begins;
        }

        private static Format of(byte[] bytes) {
            return Arrays.stream(values())
                    .filter(format -> format.begins(bytes))
                    .findFirst()
                    .orElseThrow(() ->
                            new InvalidRequestException(
                                    "The bytes of the image are none of PNG, JPEG, GIF and WebP; give one of these."));
        }
    }

    /**
     * @throws InvalidRequestException if it is no such address, if the bytes are too many or not
     *     what they are said to be, or if the caption is blank, too long or cannot be stored
     */
    public Image {
        Objects.requireNonNull(address, "address");
        if (caption != null) {
            Texts.require("caption of the image", caption, CAPTION_LENGTH_MAX);
        }
        if ("data".equalsIgnoreCase(address.getScheme())) {
            requireImage(address);
        } else {
            requireRemote(address);
        }
    }

    /** An image of its bytes, without a caption. */
    public static Image of(byte[] bytes) {
        requireSize(bytes.length);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return at(URI.create("data:" + Format.of(bytes).mediaType() + ";base64," + base64));
    }

    /** An image at an address, {@code https:} or {@code data:}, without a caption. */
    public static Image at(URI address) {
        return new Image(address, null);
    }

    public Image withCaption(@Nullable String caption) {
        return new Image(address, caption);
    }

    private static void requireRemote(URI address) {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        if (!secure || address.getHost() == null || address.getUserInfo() != null) {
            throw new InvalidRequestException(
                    "The address of the image is not of the form https://host/path, nor data:; give its bytes instead.");
        }
        if (address.toString().length() > ADDRESS_LENGTH_MAX) {
            throw new InvalidRequestException(
                    "The address of the image has %,d characters; at most %,d are allowed. Give its bytes instead."
                            .formatted(address.toString().length(), ADDRESS_LENGTH_MAX));
        }
    }

    private static void requireImage(URI address) {
        Matcher data = DATA.matcher(address.toString());
        if (!data.matches()) {
            throw new InvalidRequestException(
                    "The data address of the image is not of the form data:image/png;base64,...; write it so.");
        }
        requireSize(data.group(2).length() / 4L * 3 - 2); // before they are all decoded
        byte[] bytes = decoded(data.group(2));
        requireSize(bytes.length);
        String found = Format.of(bytes).mediaType();
        if (!found.equals(data.group(1))) {
            throw new InvalidRequestException(
                    "The data address of the image says another type than its bytes, which are %s; write data:%s;base64,..."
                            .formatted(found, found));
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "The data address of the image is not in Base64; encode its bytes so.");
        }
    }

    private static void requireSize(long bytes) {
        if (bytes > BYTES_MAX) {
            throw new InvalidRequestException(
                    "The image has %,d bytes; at most %,d are allowed. Make it smaller."
                            .formatted(bytes, BYTES_MAX));
        }
    }

    /** The kind of address only. */
    @Override
    public String toString() {
        return "Image[%s]".formatted(address.getScheme());
    }
}
