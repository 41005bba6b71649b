package dev.recall4j.dates;

/**
 * Words that name a time.
 *
 * @param endWord index behind the last word
 * @param interval the time they name
 * @param explicit whether they name it without regard to when they were said
 */
record DateMatch(int endWord, TimeInterval interval, boolean explicit) {

    static DateMatch relative(int endWord, TimeInterval interval) {
        return new DateMatch(endWord, interval, false);
    }
}
