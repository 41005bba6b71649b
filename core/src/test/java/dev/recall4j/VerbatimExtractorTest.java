package dev.recall4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recall4j.model.Candidate;
import dev.recall4j.model.ExtractionSettings;
import dev.recall4j.spi.Extractor;
import dev.recall4j.tck.ExtractorContract;
import dev.recall4j.tck.Samples;

import org.junit.jupiter.api.Test;

import java.util.List;

class VerbatimExtractorTest extends ExtractorContract {

    @Override
    protected Extractor extractor() {
        return new VerbatimExtractor();
    }

    @Test
    void a_turn_is_kept_as_it_stands() {
        String text = "  Hi! I saw it yesterday\n  with my sister. ";

        List<Candidate> candidates =
                extractor()
                        .extract(
                                List.of(Samples.turn("t1", Samples.ANA, text)),
                                ExtractionSettings.NONE)
                        .candidates();

        assertThat(candidates)
                .singleElement()
                .satisfies(candidate -> {
                    assertThat(candidate.text()).isEqualTo(text);
                    assertThat(candidate.evidence().start()).isZero();
                    assertThat(candidate.evidence().end()).isEqualTo(text.length());
                    assertThat(candidate.validFrom()).isNull();
                });
    }
}
