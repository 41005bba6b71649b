package dev.recall4j.dates;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** English verb forms, as far as a list of common verbs tells them. */
public final class Verbs {

    /** What the form of a word says about its tense, if it is a verb. */
    public enum Form {
        /** Infinitive or present: {@code live}, {@code go}. */
        BASE,
        /** Past or past participle: {@code lived}, {@code went}, {@code gone}. */
        PAST,
        /** Both: {@code read}, {@code put}. */
        EITHER,
        /** Not a form of a verb that is known here. */
        UNKNOWN
    }

    private static final Map<String, Form> FORMS = new HashMap<>();
    private static final Set<String> PARTICIPLES = new HashSet<>();

    static {
        WordList.lines(Verbs.class.getResourceAsStream("regular-verbs.txt"))
                .forEach(line -> WordSets.of(line).forEach(base -> FORMS.put(base, Form.BASE)));
        for (String line : WordList.lines(Verbs.class.getResourceAsStream("irregular-verbs.txt"))) {
            String[] forms = line.split(" ");
            note(forms[0], Form.BASE);
            note(forms[1], Form.PAST);
            PARTICIPLES.add(forms[2]);
            if (!forms[2].equals(forms[0])) {
                note(forms[2], Form.PAST);
            }
        }
        // Also bases of their own ("to found a firm"), but rarely so after a subject.
        FORMS.put("found", Form.PAST);
        FORMS.put("felt", Form.PAST);
        FORMS.put("saw", Form.PAST);
        FORMS.put("been", Form.PAST);
        PARTICIPLES.add("been");
    }

    private Verbs() {}

    private static void note(String word, Form form) {
        FORMS.merge(word, form, (known, now) -> known == now ? known : Form.EITHER);
    }

    public static Form form(String word) {
        Form listed = FORMS.get(word);
        if (listed != null) {
            return listed;
        }
        return isRegularPast(word) ? Form.PAST : Form.UNKNOWN;
    }

    public static boolean isBase(String word) {
        Form form = form(word);
        return form == Form.BASE || form == Form.EITHER;
    }

    public static boolean isParticiple(String word) {
        return PARTICIPLES.contains(word) || isRegularPast(word);
    }

    private static boolean isRegularPast(String word) {
        if (!word.endsWith("ed")) {
            return false;
        }
        return FORMS.get(word.substring(0, word.length() - 1)) == Form.BASE
                || (word.length() > 4 && !word.endsWith("eed"));
    }

    /** {@code live} becomes {@code lives}. */
    public static String thirdPerson(String base) {
        if (base.equals("have")) {
            return "has";
        }
        if (endsInConsonantAndY(base)) {
            return base.substring(0, base.length() - 1) + "ies";
        }
        return base + (isSibilant(base) ? "es" : "s");
    }

    private static boolean endsInConsonantAndY(String word) {
        return word.length() > 1
                && word.endsWith("y")
                && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0;
    }

    private static boolean isSibilant(String word) {
        return word.endsWith("s")
                || word.endsWith("x")
                || word.endsWith("z")
                || word.endsWith("ch")
                || word.endsWith("sh")
                || (word.endsWith("o") && !word.endsWith("oo") && !word.endsWith("eo"));
    }
}
