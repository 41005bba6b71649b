/**
 * Measures how well recall finds the evidence, on conversations with known answers.
 *
 * <p>A {@link dev.recall4j.quality.DataSet} comes from a {@link dev.recall4j.quality.LocomoFile} or
 * from {@link dev.recall4j.quality.ConversationLines}. A {@link dev.recall4j.quality.QualityRun}
 * adds its conversations to a store, asks its questions, and makes a {@link
 * dev.recall4j.quality.QualityReport} of what came back.
 */
@NullMarked
package dev.recall4j.quality;

import org.jspecify.annotations.NullMarked;
