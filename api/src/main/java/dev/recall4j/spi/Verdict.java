package dev.recall4j.spi;

/**
 * Decides while the journal holds the scope still. Quick and free of side effects: whoever needs a
 * model decides beforehand and only compares {@link ScopeView#version} here.
 */
@FunctionalInterface
public interface Verdict {

    DecisionSet decide(ScopeView scope);
}
