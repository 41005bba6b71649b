package dev.recall4j;

import dev.recall4j.model.Tenant;

/** On whose behalf something is done: the tenant whose data it is, and the name for the history. */
record Caller(Tenant tenant, String actor) {}
