package dev.recall4j.wire;

import dev.recall4j.model.Source;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A turn that a memory came from. */
public record SourceForm(String turnId, @Nullable String speaker, String text, Instant saidAt) {

    public static SourceForm of(Source source) {
        return new SourceForm(
                source.turnId().value(), source.speaker(), source.text(), source.saidAt());
    }
}
