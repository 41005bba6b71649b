package dev.recall4j.cli;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Image;
import dev.recall4j.model.InvalidRequestException;
import dev.recall4j.model.Metadata;
import dev.recall4j.model.Plan;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Role;
import dev.recall4j.model.Turn;
import dev.recall4j.wire.AddedForm;
import dev.recall4j.wire.PlanForm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code add}. */
@Command(name = "add", description = "Remembers what was said.")
final class AddCommand extends Action {

    @Mixin private final ScopeOptions whose = new ScopeOptions();

    @Mixin private final TurnOptions turnOptions = new TurnOptions();

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..1",
            description =
                    "What was said; - reads it from standard input. Can be left out with --image.")
    private String text = "";

    @Option(
            names = "--image",
            paramLabel = "FILE|URL",
            description =
                    "An image that was shown: a PNG, JPEG, GIF or WebP file of at most 5 MB, or an https"
                            + " address, which is handed to the model's provider and not fetched. A language"
                            + " model that sees (docs/models.md) puts it into words. The image itself is not"
                            + " kept.")
    private @Nullable String image;

    @Option(
            names = "--caption",
            paramLabel = "TEXT",
            description = "What stands for the image if no model sees it.")
    private @Nullable String caption;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            completionCandidates = Choices.Roles.class,
            description = "Who spoke: user, assistant, system or tool. Default: user.")
    private Role role = Role.USER;

    @Option(names = "--name", paramLabel = "NAME", description = "The speaker's name, such as Ana.")
    private @Nullable String name;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "Your own id of this turn; it is heard once. If another text had it before, nothing is"
                            + " kept, and the exit code is 2.")
    private @Nullable String externalId;

    @Option(
            names = "--metadata",
            paramLabel = "JSON",
            description = "Attached to the memories, such as {\"team\":\"red\"}.")
    private Metadata metadata = Metadata.EMPTY;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            split = ",",
            description = "Attached to the memories; several with commas, or repeated.")
    private Set<String> categories = new TreeSet<>();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "From when on the memories are not recalled.")
    private @Nullable ZonedDateTime expires;

    @Override
    boolean mayBeFirst() {
        return true;
    }

    @Option(
            names = "--review",
            description = "Hold everything until somebody accepts it; see quarantine.")
    private boolean review;

    @Option(
            names = "--later",
            description =
                    "Keep it and ask no model: extract --pending takes up all that waits, several adds in one"
                            + " call of a language model.")
    private boolean later;

    @Option(
            names = "--dry-run",
            description =
                    "Show what would be remembered and why, and keep nothing. With --json: the whole plan, for"
                            + " apply.")
    private boolean dryRun;

    @Mixin private final WishOptions wishes = new WishOptions();

    @Override
    Needs needs() {
        return turnOptions.needs();
    }

    /** What waits is left alone where nothing is to be done now, or nothing at all. */
    @Override
    Opening.Settings settings() {
        Opening.Settings settings = super.settings();
        return later || dryRun ? settings.withoutCatchingUp() : settings;
    }

    @Override
    int run() {
        if (later && dryRun) {
            throw new InvalidRequestException(
                    "--later keeps what --dry-run would only show; give one of them.");
        }
        AddRequest request = request();
        if (dryRun) {
            Plan plan = memories().plan(request);
            answer(PlanForm.of(plan), () -> new DecisionLines(lines()).planned(plan));
            return DONE;
        }
        Added added = memories().add(request);
        answer(AddedForm.of(added), () -> show(added));
        return idReused(added) ? ErrorCode.INVALID_REQUEST.exitCode() : DONE;
    }

    private AddRequest request() {
        ExtractionMode mode = turnOptions.mode(models());
        Turn turn =
                new Turn(
                        role,
                        name,
                        wholeText(),
                        turnOptions.at(),
                        externalId,
                        Metadata.EMPTY,
                        images());
        return AddRequest.builder(whose.scope())
                .turn(turn)
                .mode(mode)
                .settings(wishes.settings(mode, models()))
                .metadata(metadata)
                .categories(categories)
                .expiresAt(expires == null ? null : expires.toInstant())
                .review(review)
                .deferred(later)
                .build();
    }

    private List<Image> images() {
        if (image != null) {
            return List.of(Input.image(image).withCaption(caption));
        }
        if (caption != null) {
            throw new InvalidRequestException(
                    "The option --caption says what an image shows, and there is none; give --image.");
        }
        if (text.isEmpty()) {
            throw new InvalidRequestException(
                    "There is nothing to add; give TEXT, or --image, or both.");
        }
        return List.of();
    }

    /** Then nothing was heard: there is one turn only. */
    private static boolean idReused(Added added) {
        return added.reasons().stream().anyMatch(reason -> reason.code() == ReasonCode.ID_REUSED);
    }

    private String wholeText() {
        return text.equals(Input.STANDARD)
                ? Input.text(console().in(), Turn.TEXT_LENGTH_MAX)
                : text;
    }

    private void show(Added added) {
        new DecisionLines(lines()).done(added.decisions());
        lines().reasons(added.reasons());
    }
}
