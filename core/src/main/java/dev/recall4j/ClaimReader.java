package dev.recall4j;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a statement claims, from its own words alone. */
final class ClaimReader {

    private static final List<Function<Clause, Stream<Claim>>> READERS =
            List.of(
                    HomeClaim::of,
                    JobClaim::of,
                    AgeClaim::of,
                    BondClaim::of,
                    DietClaim::of,
                    LikingClaim::of,
                    ChoiceClaim::of,
                    PhaseClaim::of,
                    ValueClaim::of,
                    HabitClaim::of,
                    PlanClaim::of);

    private ClaimReader() {}

    static Reading read(String statement) {
        if (Steps.areIn(statement)) {
            return new Reading(List.of(), false);
        }
        List<Clause> clauses = ClauseReader.read(statement);
        Stream<Claim> english =
                clauses.stream()
                        .flatMap(
                                clause -> READERS.stream().flatMap(reader -> reader.apply(clause)));
        List<Claim> claims =
                Stream.concat(english, ForeignReader.read(statement)).distinct().toList();
        return new Reading(claims, clauses.stream().anyMatch(Clause::correcting));
    }

    /**
     * What a statement claims.
     *
     * @param correcting whether it says that something else was never so
     */
    record Reading(List<Claim> claims, boolean correcting) {

        Set<String> topics() {
            return claims.stream().map(Claim::topic).collect(Collectors.toUnmodifiableSet());
        }

        /** Whether it ends the truth of an earlier statement. */
        boolean ends(Reading earlier) {
            return claims.stream()
                    .anyMatch(claim ->
                            earlier.claims.stream()
                                    .anyMatch(other ->
                                            claim.topic().equals(other.topic())
                                                    && claim.ends(other)));
        }

        /** Whether it tells what came to pass, as to what another one tells of. */
        boolean isEventFor(Reading other) {
            Set<String> shared = other.topics();
            return claims.stream()
                    .anyMatch(claim -> shared.contains(claim.topic()) && claim.isEvent());
        }
    }
}
