package dev.recall4j;

import java.util.Set;

/**
 * What a query asks.
 *
 * @param text what is looked for, by meaning and by words: the query without the names of those who
 *     speak in the scope, who are told from each other by who said it, not by what was said
 * @param people these names, as far as the query has them, folded as by {@link Words#folded}
 * @param time when, as far as the query says
 */
record Question(String text, Set<String> people, AskedTime time) {}
