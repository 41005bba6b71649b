package dev.recall4j.cli;

import dev.recall4j.model.Filter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What memories must pass, and in the help how to say it. */
@Command(
        footerHeading = "%nFilters:%n",
        footer = {
            "  {\"team\":\"red\"}                                team equals red",
            "  {\"team\":{\"in\":[\"red\",\"blue\"]},\"n\":{\"gt\":3}}   both of these",
            "  {\"or\":[{\"n\":{\"exists\":false}},{\"not\":{\"saidAt\":{\"lt\":\"2024-05-08\"}}}]}",
            "Operators: eq, ne, in, nin, gt, gte, lt, lte, contains, icontains, exists; and, or, not.",
            "Fields: id, text, user, agent, app, run, extractor, categories, occurrences, saidAt, lastSaidAt,",
            "createdAt, updatedAt, validFrom, validTo, expiresAt. Any other NAME, and metadata.NAME, is metadata.",
        })
final class FilterOption {

    @Option(
            names = "--filter",
            paramLabel = "JSON",
            description = "Only memories that pass, such as {\"team\":\"red\"}; see below.")
    private @Nullable Filter filter;

    @Nullable Filter filter() {
        return filter;
    }
}
