package dev.recall4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

import java.util.ArrayList;
import java.util.List;

/**
 * Proves that a contract suite asks for something in every test: on an implementation that does
 * nothing, each of them must fail, and none may be skipped.
 */
public final class NothingPasses implements TestExecutionListener {

    private final List<String> failed = new ArrayList<>();
    private final List<String> passedOrSkipped = new ArrayList<>();

    private NothingPasses() {}

    /**
     * Runs a suite and asserts that every test of it fails.
     *
     * @param suite a subclass of the contract whose fixture makes an implementation that does
     *     nothing
     */
    public static void of(Class<?> suite) {
        NothingPasses seen = new NothingPasses();
        LauncherFactory.create().execute(request().selectors(selectClass(suite)).build(), seen);
        assertThat(seen.passedOrSkipped).as("tests that pass on nothing").isEmpty();
        assertThat(seen.failed).as("tests that ran").isNotEmpty();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            boolean fails = result.getStatus() == TestExecutionResult.Status.FAILED;
            (fails ? failed : passedOrSkipped).add(nameOf(test));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        passedOrSkipped.add(nameOf(test));
    }

    private static String nameOf(TestIdentifier test) {
        return test.getUniqueIdObject().getLastSegment().getValue()
                + " of "
                + test.getParentId().orElse("");
    }
}
