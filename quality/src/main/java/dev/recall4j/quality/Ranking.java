package dev.recall4j.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A ranked list, measured against what was to be found. A result may hold several of the things to
 * be found, and several results the same one: each counts once, where it is met first.
 *
 * @param results what each result holds, best first
 * @param wanted what was to be found; at least one
 */
record Ranking(List<Set<String>> results, Set<String> wanted) {

    /** The share of what is wanted among the first results. */
    double recall(int cut) {
        return (double) found(cut) / wanted.size();
    }

    boolean holdsAny(int cut) {
        return found(cut) > 0;
    }

    boolean holdsAll(int cut) {
        return found(cut) == wanted.size();
    }

    private int found(int cut) {
        Set<String> found = new HashSet<>();
        results.stream().limit(cut).forEach(found::addAll);
        found.retainAll(wanted);
        return found.size();
    }

    /**
     * The gain of a result is how much it holds that is wanted and new, discounted by the logarithm
     * of its rank; compared with one of the wanted on each of the first ranks. A result that holds
     * several may do better than that, and counts as 1.
     */
    double ndcg(int cut) {
        double gained = 0;
        double ideal = 0;
        int before = 0;
        for (int rank = 1; rank <= cut; rank++) {
            int until = found(rank);
            gained += (until - before) * discount(rank);
            before = until;
            ideal += rank <= wanted.size() ? discount(rank) : 0;
        }
        return Math.min(1, gained / ideal);
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 1.0);
    }

    /** 1 divided by the rank of the first result that holds any of the wanted; 0 without one. */
    double reciprocalRank(int cut) {
        for (int rank = 1; rank <= Math.min(cut, results.size()); rank++) {
            if (results.get(rank - 1).stream().anyMatch(wanted::contains)) {
                return 1.0 / rank;
            }
        }
        return 0;
    }

    /**
     * How many of the first results fit into a budget: the one that would pass it ends the list.
     */
    static int fitting(List<Integer> costs, int budget) {
        int fitting = 0;
        long used = 0;
        for (int cost : costs) {
            used += cost;
            if (used > budget) {
                break;
            }
            fitting++;
        }
        return fitting;
    }
}
