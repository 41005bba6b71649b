package dev.recall4j.spi;

/** Counts the tokens that a text takes in a prompt. Thread-safe. */
@FunctionalInterface
public interface TokenCounter {

    int count(String text);
}
