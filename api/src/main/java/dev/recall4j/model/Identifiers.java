package dev.recall4j.model;

import java.util.Objects;

/** The one rule for ids that callers choose: of tenants, users, agents, apps and runs. */
final class Identifiers {

    static final int LENGTH_MAX = 256;

    private Identifiers() {}

    /**
     * Returns the id unchanged if it names exactly one thing. Any script and any punctuation is
     * welcome; what could mean "everything" or could not be told apart by eye is refused.
     */
    static String require(String what, String id) {
        Objects.requireNonNull(id, () -> what + " id");
        if (id.isBlank()) {
            throw invalid(what, "is blank; give the id of one " + what);
        }
        if (id.equals("*")) {
            throw invalid(what, "is '*'; there is no wildcard, give the id of one " + what);
        }
        if (!id.equals(id.strip())) {
            throw invalid(what, "starts or ends with white space; remove it");
        }
        if (id.codePointCount(0, id.length()) > LENGTH_MAX) {
            throw invalid(
                    what,
                    "has %d characters; at most %d are allowed"
                            .formatted(id.codePointCount(0, id.length()), LENGTH_MAX));
        }
        Texts.requireWellFormed(what + " id", id);
        if (hasControl(id)) {
            throw invalid(what, "contains a control character; remove it");
        }
        return id;
    }

    /** Not by a stream: ids of all candidates of a search pass here. */
    private static boolean hasControl(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static InvalidRequestException invalid(String what, String problem) {
        return new InvalidRequestException("The " + what + " id " + problem + ".");
    }
}
