package dev.recall4j.wire;

import dev.recall4j.model.Added;
import dev.recall4j.model.TurnId;

import java.util.List;

/**
 * What an {@code add} did.
 *
 * @param turns ids of the turns that were kept
 * @param reasons why less was kept than was said, if so
 */
public record AddedForm(
        List<String> turns, List<DecisionForm> decisions, List<ReasonForm> reasons) {

    public static AddedForm of(Added added) {
        return new AddedForm(
                added.turns().stream().map(TurnId::value).toList(),
                added.decisions().stream().map(DecisionForm::of).toList(),
                added.reasons().stream().map(ReasonForm::of).toList());
    }
}
