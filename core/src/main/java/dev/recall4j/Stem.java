package dev.recall4j;

/** An English word without its endings, so that "smokes", "smoking" and "smoke" are the same. */
final class Stem {

    private Stem() {}

    static String of(String word) {
        String stem = word;
        if (stem.length() > 5 && stem.endsWith("ing")) {
            stem = undoubled(stem.substring(0, stem.length() - 3));
        } else if (stem.length() > 4 && stem.endsWith("ied")) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.length() > 4 && stem.endsWith("ies")) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.length() > 4 && stem.endsWith("ed")) {
            stem = undoubled(stem.substring(0, stem.length() - 2));
        } else if (stem.length() > 4 && stem.matches(".*(?:ches|shes|sses|xes|zes|oes)")) {
            stem = stem.substring(0, stem.length() - 2);
        } else if (stem.length() > 3
                && stem.endsWith("s")
                && !stem.endsWith("ss")
                && !stem.endsWith("us")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        return stem.length() > 3 && stem.endsWith("e")
                ? stem.substring(0, stem.length() - 1)
                : stem;
    }

    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean doubled =
                last > 2
                        && stem.charAt(last) == stem.charAt(last - 1)
                        && "lsz".indexOf(stem.charAt(last)) < 0;
        return doubled ? stem.substring(0, last) : stem;
    }
}
