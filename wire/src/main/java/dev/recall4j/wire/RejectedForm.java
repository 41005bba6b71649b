package dev.recall4j.wire;

import java.util.List;

/** The ids of held candidates that were dropped. */
public record RejectedForm(List<String> rejected) {}
