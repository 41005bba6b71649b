package dev.recall4j.embedded;

import dev.recall4j.spi.Verdict;
import dev.recall4j.tck.CrashHarness;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A place in the engine at which the process dies: before, inside or after the nth call of a method
 * of the journal or the index.
 *
 * @param moment {@code before}, {@code inside} (of a verdict) or {@code after}; or {@code never}
 * @param method name of the method
 * @param nth which call, from 1
 */
record CrashPoint(String moment, String method, int nth) {

    static final CrashPoint NEVER = new CrashPoint("never", "", 0);

    static CrashPoint parse(String text) {
        String[] parts = text.split(":");
        return new CrashPoint(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return moment + ":" + method + ":" + nth;
    }

    /** The same part, but deadly at this point. */
    <T> T guard(Class<T> type, T part) {
        AtomicInteger calls = new AtomicInteger();
        InvocationHandler handler =
                (proxy, called, arguments) -> {
                    boolean deadly =
                            called.getName().equals(method) && calls.incrementAndGet() == nth;
                    return invoke(part, called, arguments, deadly);
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object invoke(Object part, Method called, Object[] arguments, boolean deadly)
            throws Throwable {
        if (deadly && moment.equals("before")) {
            CrashHarness.die();
        }
        if (deadly && moment.equals("inside")) {
            arguments[2] =
                    (Verdict)
                            scope -> {
                                CrashHarness.die();
                                throw new AssertionError("dead");
                            };
        }
        try {
            Object result = called.invoke(part, arguments);
            if (deadly && moment.equals("after")) {
                CrashHarness.die();
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
