package dev.recall4j.langchain4j;

import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.recall4j.spi.Embedder;

import java.util.List;
import java.util.function.BiFunction;

/**
 * What a model that nobody knows tells about itself when it is given a few constant sentences. The
 * floor of the band is the mean cosine of questions with what answers another, the ceiling that
 * with their own answers; rounded, so that a server's noise does not move them.
 *
 * @param dimension of its vectors
 * @param band of its cosines
 */
record Acquaintance(int dimension, Embedder.Band band) {

    private static final List<String> QUESTIONS =
            List.of(
                    "Where does Maria live now?",
                    "What is Tom allergic to?",
                    "Which language is Yuki learning?",
                    "When did the team ship the first release?",
                    "What instrument does Omar play?",
                    "How does Lena travel to work?");

    private static final List<String> ANSWERS =
            List.of(
                    "Maria moved to a small flat in Oslo last autumn.",
                    "Peanuts make Tom's throat swell.",
                    "Yuki takes Spanish lessons every Tuesday evening.",
                    "The first version of the product went out on 3 March.",
                    "Omar has played the cello since he was nine.",
                    "Lena cycles to the office along the river.");

    /** Two figures that no noise parts can still be told apart. */
    private static final double NARROWEST = 0.05;

    /**
     * @param model gives vectors of unit length, all of the same dimension
     */
    static Acquaintance with(BiFunction<EmbeddingInputType, List<String>, List<float[]>> model) {
        List<float[]> questions = model.apply(EmbeddingInputType.QUERY, QUESTIONS);
        List<float[]> answers = model.apply(EmbeddingInputType.DOCUMENT, ANSWERS);
        double floor = mean(questions, answers, false);
        double ceiling = Math.max(mean(questions, answers, true), floor + NARROWEST);
        return new Acquaintance(
                questions.getFirst().length, new Embedder.Band(rounded(floor), rounded(ceiling)));
    }

    private static double mean(List<float[]> questions, List<float[]> answers, boolean own) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < questions.size(); i++) {
            for (int j = 0; j < answers.size(); j++) {
                if (own == (i == j)) {
                    sum += Vectors.cosine(questions.get(i), answers.get(j));
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static double rounded(double cosine) {
        return Math.round(cosine * 100) / 100.0;
    }
}
