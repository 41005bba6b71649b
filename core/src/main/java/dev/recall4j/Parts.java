package dev.recall4j;

import dev.recall4j.model.ExtractionMode;
import dev.recall4j.spi.Arbiter;
import dev.recall4j.spi.Embedder;
import dev.recall4j.spi.Extractor;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.Journal;
import dev.recall4j.spi.Reranker;
import dev.recall4j.spi.TokenCounter;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/** What an engine is put together from. */
record Parts(
        Journal journal,
        Index index,
        Embedder embedder,
        @Nullable Reranker reranker,
        Reranking reranking,
        Map<ExtractionMode, Extractor> extractors,
        ExtractionMode defaultMode,
        Wishes wishes,
        @Nullable Arbiter arbiter,
        @Nullable TimedDescriber describer,
        boolean quotations,
        Gathering gathering,
        TokenCounter tokens,
        Weights weights,
        @Nullable Decay decay,
        @Nullable Duration eraseExpiredAfter,
        boolean recallLog,
        Clock clock,
        ZoneId zone) {}
