package dev.recall4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Census;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.IndexQuery;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/** The contract is worth something only if an index that does nothing breaks all of it. */
class IndexContractTest {

    @Test
    void an_index_that_does_nothing_breaks_every_promise() {
        Outcomes outcomes = new Outcomes();
        LauncherFactory.create()
                .execute(
                        request().selectors(selectClass(OfDoNothingIndex.class)).build(), outcomes);

        assertThat(outcomes.kept).isEmpty();
        assertThat(outcomes.broken).hasSizeGreaterThan(150);
    }

    static class OfDoNothingIndex extends IndexContract {

        @Override
        protected IndexFixture fixture() {
            return new IndexFixture() {
                @Override
                public Index open(Path directory, int dimension) {
                    return new DoNothingIndex();
                }

                @Override
                public boolean durable() {
                    return true;
                }
            };
        }
    }

    private static final class Outcomes implements TestExecutionListener {

        private final List<String> kept = new ArrayList<>();
        private final List<String> broken = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
                (passed ? kept : broken).add(test.getUniqueId());
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            kept.add("skipped " + test.getUniqueId());
        }
    }

    private static final class DoNothingIndex implements Index {

        @Override
        public long position() {
            return 0;
        }

        @Override
        public String lineage() {
            return "";
        }

        @Override
        public void apply(Changes changes) {}

        @Override
        public Hits search(IndexQuery query) {
            return new Hits(List.of(), Map.of());
        }

        @Override
        public Set<String> speakers(Tenant tenant, Scope scope, Collection<String> words) {
            return Set.of();
        }

        @Override
        public Census census(IndexQuery query) {
            return new Census(0, 0, 0, 0);
        }

        @Override
        public void flush() {}

        @Override
        public void clear() {}

        @Override
        public void recover() {}

        @Override
        public void purge() {}

        @Override
        public void revisions(ObjLongConsumer<MemoryId> sink) {}

        @Override
        public void close() {}
    }
}
