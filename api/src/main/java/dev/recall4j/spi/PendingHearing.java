package dev.recall4j.spi;

import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;

/** A hearing that waits for its decisions. */
public record PendingHearing(Tenant tenant, Scope scope, Hearing hearing) {}
