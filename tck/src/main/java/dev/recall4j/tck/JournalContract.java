package dev.recall4j.tck;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.util.Objects;

/**
 * What every {@link dev.recall4j.spi.Journal} promises. A journal passes if a subclass that makes
 * it passes.
 */
public abstract class JournalContract
        implements JournalHearingTests,
                JournalDecidingTests,
                JournalHoldingTests,
                JournalChangingTests,
                JournalRawTurnTests,
                JournalQuotationTests,
                JournalSourceTests,
                JournalListingTests,
                JournalHindsightTests,
                JournalErasingTests,
                JournalRecallTests,
                JournalFeedTests,
                JournalTransferTests,
                JournalTenantTests {

    private @Nullable JournalFixture fixture;
    private @Nullable JournalScene scene;

    /** A fixture for one test. */
    protected abstract JournalFixture fixture();

    @BeforeEach
    void openJournal() {
        fixture = fixture();
        scene = new JournalScene(fixture);
    }

    @AfterEach
    void closeFixture() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Override
    public JournalScene scene() {
        return Objects.requireNonNull(scene);
    }
}
