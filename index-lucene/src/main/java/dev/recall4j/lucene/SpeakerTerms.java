package dev.recall4j.lucene;

import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;

import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One term for each word of a speaker's name and each search scope that finds what was said, so
 * that a word is looked up like any other.
 */
final class SpeakerTerms {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private SpeakerTerms() {}

    /** The terms by which a speaker is found in some scopes. */
    static Set<BytesRef> of(String speaker, Collection<BytesRef> scopes) {
        Set<BytesRef> terms = new HashSet<>();
        for (String word : NO_WORD.split(speaker)) {
            if (!word.isEmpty()) {
                scopes.forEach(scope -> terms.add(term(scope, word)));
            }
        }
        return terms;
    }

    /** The term of a word of a name in a search of a scope. */
    static BytesRef of(Tenant tenant, Scope scope, String word) {
        return term(ScopeTerms.of(tenant, scope), word);
    }

    private static BytesRef term(BytesRef scope, String word) {
        BytesRefBuilder term = new BytesRefBuilder();
        term.append(scope);
        term.append(new BytesRef(Words.folded(word).toLowerCase(Locale.ROOT)));
        return term.toBytesRef();
    }
}
