package dev.recall4j.local;

import dev.recall4j.local.KeywordShares.Words;
import dev.recall4j.local.Locomo.Conversation;
import dev.recall4j.local.Locomo.Question;
import dev.recall4j.spi.Embedder.Band;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Compares an embedding model, alone and fused with keywords, on questions whose evidence is known:
 * the share of a question's evidence among the first 5, 10, 20 and 30 turns of its conversation, as
 * the mean over questions; on all conversations, on those that bands and weights were chosen on,
 * and on the others. Arguments: the LoCoMo file and a model's name.
 */
final class EmbedderComparison {

    private static final int[] DEPTHS = {5, 10, 20, 30};
    private static final int RANK_CONSTANT = 60;
    private static final Set<String> TUNED_ON = Set.of("conv-26", "conv-30", "conv-41");

    /** Figures of one conversation: a row for each question, a column for each turn. */
    private record Scores(Conversation conversation, double[][] rows) {

        double[] recalls(int question) {
            int[] ranked = ranked(rows[question]);
            Set<Integer> evidence = conversation.questions().get(question).evidence();
            return Arrays.stream(DEPTHS)
                    .mapToDouble(depth -> share(ranked, depth, evidence))
                    .toArray();
        }

        private static double share(int[] ranked, int depth, Set<Integer> evidence) {
            long found = Arrays.stream(ranked, 0, depth).filter(evidence::contains).count();
            return (double) found / evidence.size();
        }
    }

    private final List<Conversation> conversations;
    private final OnnxModel model;

    private EmbedderComparison(List<Conversation> conversations, OnnxModel model) {
        this.conversations = conversations;
        this.model = model;
    }

    public static void main(String[] args) throws IOException {
        new EmbedderComparison(Locomo.read(Path.of(args[0])), OnnxModel.named(args[1])).run();
    }

    private void run() throws IOException {
        System.out.printf(
                "%-50s %21s   %-21s   %-21s%n", "recall@5/10/20/30", "all", "tuned on", "others");
        for (Words words : Words.values()) {
            print("keywords " + words, keywords(words));
        }
        List<Scores> cosines = embedAll();
        print(model.modelName(), cosines);
        for (Words words : Words.values()) {
            compareFusions(words, cosines);
        }
    }

    private void compareFusions(Words words, List<Scores> cosines) {
        List<Scores> shares = keywords(words);
        String suffix = " " + words;
        print("cosine + BM25/best" + suffix, fused(cosines, perBest(shares), Double::sum));
        List<Scores> byRank = fused(reciprocalRanks(cosines), reciprocalRanks(shares), Double::sum);
        print("reciprocal ranks" + suffix, byRank);
        List<Scores> dense = inBand(cosines, model.band());
        for (double weight : new double[] {0.4, 0.5, 0.6}) {
            DoubleBinaryOperator mean = (d, k) -> (1 - weight) * d + weight * k;
            print((1 - weight) + " d + " + weight + " k" + suffix, fused(dense, shares, mean));
        }
        DoubleBinaryOperator either = (d, k) -> 1 - (1 - d) * (1 - k);
        print("1 - (1 - d)(1 - k)" + suffix, fused(dense, shares, either));
    }

    private List<Scores> keywords(Words words) {
        return conversations.stream().map(c -> keywords(c, words)).toList();
    }

    private static Scores keywords(Conversation conversation, Words words) {
        KeywordShares shares = new KeywordShares(conversation.turns(), words);
        return new Scores(
                conversation,
                conversation.questions().stream()
                        .map(question -> shares.of(question.text()))
                        .toArray(double[][]::new));
    }

    private List<Scores> embedAll() throws IOException {
        System.out.println("resident before load: " + residentKilobytes() + " kB");
        long start = System.nanoTime();
        try (OnnxEmbedder embedder = new OnnxEmbedder(model)) {
            embedder.embedQuery("Is it there?");
            System.out.printf("load and first text: %.0f ms%n", millisSince(start));
            System.out.println("resident after load: " + residentKilobytes() + " kB");
            List<Scores> cosines = conversations.stream().map(c -> cosines(c, embedder)).toList();
            System.out.println("resident after all: " + residentKilobytes() + " kB");
            printLatencies(embedder);
            return cosines;
        }
    }

    private static Scores cosines(Conversation conversation, OnnxEmbedder embedder) {
        long start = System.nanoTime();
        List<float[]> turns = embedder.embedPassages(conversation.turns());
        System.out.printf(
                "%s: %.0f turns/s in one batch%n",
                conversation.name(), 1_000 * turns.size() / millisSince(start));
        double[][] rows = new double[conversation.questions().size()][];
        for (int i = 0; i < rows.length; i++) {
            float[] question = embedder.embedQuery(conversation.questions().get(i).text());
            rows[i] = turns.stream().mapToDouble(turn -> cosine(question, turn)).toArray();
        }
        return new Scores(conversation, rows);
    }

    private void printLatencies(OnnxEmbedder embedder) {
        double[] millis =
                conversations.stream()
                        .flatMap(c -> c.questions().stream())
                        .mapToDouble(question -> latency(question, embedder))
                        .sorted()
                        .toArray();
        System.out.printf(
                "one question at a time, n=%d: p50 %.2f ms, p95 %.2f ms%n",
                millis.length, millis[millis.length / 2], millis[millis.length * 95 / 100]);
    }

    private static double latency(Question question, OnnxEmbedder embedder) {
        long start = System.nanoTime();
        float[] vector = embedder.embedQuery(question.text());
        return vector.length == 0 ? 0 : millisSince(start);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static String residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("unknown");
    }

    /** Places in a row, the one with the highest figure first. */
    private static int[] ranked(double[] row) {
        return IntStream.range(0, row.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer place) -> -row[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static List<Scores> inBand(List<Scores> cosines, Band band) {
        double width = band.ceiling() - band.floor();
        return fused(cosines, cosines, (c, same) -> Math.clamp((c - band.floor()) / width, 0, 1));
    }

    private static List<Scores> perBest(List<Scores> shares) {
        return mapped(shares, EmbedderComparison::perBest);
    }

    private static double[] perBest(double[] row) {
        double best = Arrays.stream(row).max().orElse(0);
        return Arrays.stream(row).map(share -> best == 0 ? 0 : share / best).toArray();
    }

    /** As reciprocal rank fusion (Cormack et al., 2009) adds them. */
    private static List<Scores> reciprocalRanks(List<Scores> scores) {
        return mapped(scores, EmbedderComparison::reciprocalRanks);
    }

    private static double[] reciprocalRanks(double[] row) {
        int[] ranked = ranked(row);
        double[] reciprocals = new double[row.length];
        for (int i = 0; i < ranked.length; i++) {
            reciprocals[ranked[i]] = row[ranked[i]] == 0 ? 0 : 1.0 / (RANK_CONSTANT + i + 1);
        }
        return reciprocals;
    }

    private static List<Scores> mapped(List<Scores> scores, UnaryOperator<double[]> map) {
        return scores.stream()
                .map(each ->
                        new Scores(
                                each.conversation,
                                Arrays.stream(each.rows).map(map).toArray(double[][]::new)))
                .toList();
    }

    private static List<Scores> fused(List<Scores> a, List<Scores> b, DoubleBinaryOperator fusion) {
        return IntStream.range(0, a.size())
                .mapToObj(i -> fused(a.get(i), b.get(i), fusion))
                .toList();
    }

    private static Scores fused(Scores a, Scores b, DoubleBinaryOperator fusion) {
        double[][] rows = new double[a.rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double[] left = a.rows[i];
            double[] right = b.rows[i];
            rows[i] = new double[left.length];
            Arrays.setAll(rows[i], turn -> fusion.applyAsDouble(left[turn], right[turn]));
        }
        return new Scores(a.conversation, rows);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static void print(String name, List<Scores> scores) {
        List<Scores> tuned = scores.stream().filter(EmbedderComparison::isTuned).toList();
        List<Scores> others = scores.stream().filter(s -> !isTuned(s)).toList();
        System.out.printf(
                "%-50s %s   %s   %s%n", name, recalls(scores), recalls(tuned), recalls(others));
    }

    private static boolean isTuned(Scores scores) {
        return TUNED_ON.contains(scores.conversation.name());
    }

    /** In percent, macro mean over questions. */
    private static String recalls(List<Scores> scores) {
        double[] sums = new double[DEPTHS.length];
        int questions = 0;
        for (Scores each : scores) {
            for (int i = 0; i < each.rows.length; i++) {
                double[] recalls = each.recalls(i);
                Arrays.setAll(sums, depth -> sums[depth] + recalls[depth]);
                questions++;
            }
        }
        StringBuilder line = new StringBuilder();
        for (double sum : sums) {
            line.append("%6.1f".formatted(100 * sum / questions));
        }
        return line.substring(1);
    }
}
