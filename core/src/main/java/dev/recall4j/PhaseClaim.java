package dev.recall4j;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether somebody is in a phase of their life that has an end of its own, such as a pregnancy,
 * which a birth ends.
 *
 * @param over whether it says that the phase has ended
 */
record PhaseClaim(String topic, boolean over) implements Claim {

    private record Phase(String name, Pattern told, Pattern over) {
        static Phase of(String line) {
            String[] parts = line.split(" \\| ");
            return new Phase(parts[0], pattern(parts[1]), pattern(parts[2]));
        }

        private static Pattern pattern(String phrases) {
            return Pattern.compile("(?:" + phrases + ")(?![\\p{L}'])");
        }

        Stream<Claim> in(Clause clause) {
            boolean ended = clause.says(over) != null;
            if (!ended && clause.says(told) == null || ended && clause.denied()) {
                return Stream.of();
            }
            return Stream.of(
                    new PhaseClaim(clause.topic("phase/" + name), ended || clause.denied()));
        }
    }

    private static final List<Phase> PHASES =
            PhraseLists.lines("phases.txt").stream().map(Phase::of).toList();

    static Stream<Claim> of(Clause clause) {
        return PHASES.stream().flatMap(phase -> phase.in(clause));
    }

    @Override
    public boolean isEvent() {
        return over;
    }

    @Override
    public boolean ends(Claim earlier) {
        return over && earlier instanceof PhaseClaim phase && !phase.over;
    }
}
