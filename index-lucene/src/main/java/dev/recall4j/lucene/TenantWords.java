package dev.recall4j.lucene;

import dev.recall4j.model.Tenant;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * The words of a text as terms of its tenant: each starts with the tenant's id. So Lucene counts
 * the memories that have a word for each tenant on its own, and no score tells anything about the
 * words of another one.
 */
final class TenantWords extends Field {

    private static final FieldType TYPE = new FieldType();

    static {
        TYPE.setTokenized(true);
        TYPE.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        TYPE.freeze();
    }

    private final String prefix;

    TenantWords(Tenant tenant, String text) {
        super(Fields.WORDS, Words.folded(text), TYPE);
        this.prefix = prefix(tenant);
    }

    /** The term of a word, which {@link Words} gave. */
    static Term term(Tenant tenant, String word) {
        return new Term(Fields.WORDS, prefix(tenant) + word);
    }

    /** No id holds a control character: the terms of no two tenants are the same. */
    private static String prefix(Tenant tenant) {
        return tenant.id() + '\0';
    }

    @Override
    public TokenStream tokenStream(Analyzer words, @Nullable TokenStream reused) {
        return new Prefixing(words.tokenStream(name(), stringValue()), prefix);
    }

    private static final class Prefixing extends TokenFilter {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final String prefix;

        Prefixing(TokenStream words, String prefix) {
            super(words);
            this.prefix = prefix;
        }

        @Override
        public boolean incrementToken() throws IOException {
            boolean more = input.incrementToken();
            if (more) {
                prepend();
            }
            return more;
        }

        private void prepend() {
            int length = term.length();
            char[] buffer = term.resizeBuffer(prefix.length() + length);
            System.arraycopy(buffer, 0, buffer, prefix.length(), length);
            prefix.getChars(0, prefix.length(), buffer, 0);
            term.setLength(prefix.length() + length);
        }
    }
}
