package dev.recall4j.spi;

/**
 * How many memories of a scope a query could see, and why not the others. Each memory counts once,
 * under the first that applies.
 *
 * @param expired past their expiry
 * @param notValid superseded, or not valid at the time asked about
 * @param filtered kept out by the filter
 * @param visible the rest
 */
public record Census(long expired, long notValid, long filtered, long visible) {

    public long stored() {
        return expired + notValid + filtered + visible;
    }
}
