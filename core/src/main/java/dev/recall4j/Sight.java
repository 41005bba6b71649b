package dev.recall4j;

import static java.lang.System.Logger.Level.WARNING;

import dev.recall4j.model.AddRequest;
import dev.recall4j.model.Added;
import dev.recall4j.model.ExtractionMode;
import dev.recall4j.model.Image;
import dev.recall4j.model.ModelUse;
import dev.recall4j.model.Plan;
import dev.recall4j.model.Reason;
import dev.recall4j.model.ReasonCode;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.model.Turn;
import dev.recall4j.model.UnavailableException;
import dev.recall4j.spi.Describer.Description;
import dev.recall4j.spi.Journal;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the images of turns into words, before the turns are heard: all that comes later knows words
 * only. A model that cannot see, is down or slow, costs an {@code add} no more than its time limit
 * and the words of the image, for which its caption then stands. Thread-safe.
 */
final class Sight {

    private static final System.Logger LOG = System.getLogger(Sight.class.getName());

    private final Journal journal;
    private final @Nullable TimedDescriber describer;
    private final Wishes wishes;

    Sight(Journal journal, @Nullable TimedDescriber describer, Wishes wishes) {
        this.journal = journal;
        this.describer = describer;
        this.wishes = wishes;
    }

    Seen of(Tenant tenant, AddRequest request, ExtractionMode mode) {
        if (request.turns().stream().allMatch(turn -> turn.images().isEmpty())) {
            return new Seen(request, 0, ModelUse.NONE);
        }
        String language = wishes.of(tenant, request.settings()).language();
        boolean asksModel = mode.asksModel() && !request.deferred();
        Look look = new Look(asksModel ? describer : null, language);
        List<Turn> turns =
                request.turns().stream()
                        .map(turn -> worded(tenant, request.scope(), turn, look))
                        .toList();
        return new Seen(request.with(turns), look.unseen, look.use);
    }

    private Turn worded(Tenant tenant, Scope scope, Turn turn, Look look) {
        if (turn.images().isEmpty()) {
            return turn;
        }
        String kept = kept(tenant, scope, turn);
        return kept != null ? turn.inWords(kept) : look.at(turn);
    }

    /**
     * What the turn was put into when it was heard before. A model hardly says the same twice: the
     * turn would pass for another one under the same id.
     */
    private @Nullable String kept(Tenant tenant, Scope scope, Turn turn) {
        return turn.externalId() == null
                ? null
                : journal.said(tenant, scope, turn.externalId())
                        .filter(text -> ImageMarks.areIn(text, turn))
                        .orElse(null);
    }

    /** The images of one {@code add}, one after the other, in one span of time. */
    private static final class Look {

        private final @Nullable TimedDescriber describer;
        private final @Nullable String language;
        private final long start = System.nanoTime();
        private long unseen;
        private ModelUse use = ModelUse.NONE;

        Look(@Nullable TimedDescriber describer, @Nullable String language) {
            this.describer = describer;
            this.language = language;
        }

        Turn at(Turn turn) {
            List<String> marks = new ArrayList<>();
            for (Image image : turn.images()) {
                String words = words(image, turn.text());
                unseen += words == null ? 1 : 0;
                marks.add(ImageMarks.of(words == null ? image.caption() : words));
            }
            return ImageMarks.worded(turn, marks);
        }

        private @Nullable String words(Image image, String beside) {
            if (describer == null) {
                return null;
            }
            Duration left = describer.timeout().minusNanos(System.nanoTime() - start);
            try {
                Description description =
                        left.isPositive()
                                ? describer.describe(image, beside, language, left)
                                : new Description(null, ModelUse.NONE);
                use = use.plus(description.use());
                return description.words();
            } catch (UnavailableException e) {
                // Only the code: the message of a describer could hold what was shown.
                LOG.log(WARNING, "An image is not put into words: {0}", e.code());
                return null;
            }
        }
    }

    /**
     * A request in words.
     *
     * @param unseen how many images no model put into words
     * @param use what models were used for it
     */
    record Seen(AddRequest request, long unseen, ModelUse use) {

        Added toldIn(Added added) {
            return new Added(
                    added.turns(),
                    added.decisions(),
                    reasons(added.reasons()),
                    use.plus(added.use()));
        }

        Plan toldIn(Plan plan) {
            return new Plan(
                    plan.scope(),
                    plan.hearing(),
                    plan.turns(),
                    plan.options(),
                    plan.decisions(),
                    reasons(plan.reasons()),
                    use.plus(plan.use()),
                    plan.version());
        }

        private List<Reason> reasons(List<Reason> others) {
            return unseen == 0
                    ? others
                    : Stream.concat(
                                    others.stream(),
                                    Stream.of(Reasons.of(ReasonCode.IMAGE_NOT_SEEN, unseen)))
                            .toList();
        }
    }
}
