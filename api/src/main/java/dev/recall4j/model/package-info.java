/**
 * The words of Recall4j as values: tenants and scopes, turns, memories, decisions, requests and
 * their results. Every type here is immutable and safe to share between threads. Types that hold
 * remembered text print ids and counts only, so that no log line can leak it.
 */
@NullMarked
package dev.recall4j.model;

import org.jspecify.annotations.NullMarked;
