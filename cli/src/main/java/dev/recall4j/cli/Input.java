package dev.recall4j.cli;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.Image;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.UnavailableException;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a command is given beside its arguments. */
final class Input {

    /** The name that stands for standard input or output in place of a file's. */
    static final String STANDARD = "-";

    private static final int BYTES_PER_CHARACTER_MAX = 3;
    private static final int BUFFER = 1 << 16;

    private Input() {}

    /** The file, or standard input for {@value #STANDARD}. */
    static BufferedInputStream open(String file, InputStream standard) {
        if (file.equals(STANDARD)) {
            return new BufferedInputStream(standard, BUFFER);
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new InvalidRequestException(
                    "The file %s cannot be read; give one that can, or - for standard input."
                            .formatted(file));
        }
        try {
            return new BufferedInputStream(Files.newInputStream(path), BUFFER);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The file's size in bytes; -1 if it cannot be known. */
    static long size(String file) {
        try {
            Path path = Path.of(file);
            return !file.equals(STANDARD) && Files.isRegularFile(path) ? Files.size(path) : -1;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The image at an https address, which is not fetched, or in a file. */
    static Image image(String fileOrAddress) {
        if (fileOrAddress.startsWith("https://")) {
            return Image.at(address(fileOrAddress));
        }
        try (InputStream in = open(fileOrAddress, InputStream.nullInputStream())) {
            return Image.of(in.readNBytes(Image.BYTES_MAX + 1));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidRequestException(
                    "The address of the image is none; write it like https://host/path.");
        }
    }

    /** A whole text, without the line end behind it. */
    static String text(InputStream in, int lengthMax) {
        try {
            byte[] bytes = in.readNBytes(lengthMax * BYTES_PER_CHARACTER_MAX + 1);
            if (bytes.length > lengthMax * BYTES_PER_CHARACTER_MAX) {
                throw new InvalidRequestException(
                        "The text on standard input has more than the %,d characters that are allowed. Split it into several."
                                .formatted(lengthMax));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .stripTrailing();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException(
                    "The text on standard input is not UTF-8; write it so.");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** One line, or what there is of it. */
    static String line(InputStream in, int bytesMax) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0 && b != '\n' && line.size() < bytesMax; b = in.read()) {
                line.write(b);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /**
     * The next line of several, or null behind the last.
     *
     * @throws InvalidRequestException if it is too long; the next call then gives the line behind
     *     it
     */
    static @Nullable String nextLine(InputStream in, int bytesMax) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            boolean fits = true;
            for (; b >= 0 && b != '\n'; b = in.read()) {
                fits = line.size() < bytesMax;
                if (fits) {
                    line.write(b);
                }
            }
            if (!fits) {
                throw new InvalidRequestException(
                        "The line has more than %,d bytes; split it.".formatted(bytesMax));
            }
            return line.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static UnavailableException unreadable(IOException e) {
        return new UnavailableException(
                ErrorCode.STORE_UNAVAILABLE,
                "The input cannot be read; look at its file or pipe.",
                e);
    }
}
