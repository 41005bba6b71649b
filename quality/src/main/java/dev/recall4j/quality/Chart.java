package dev.recall4j.quality;

import static dev.recall4j.quality.Markup.joined;
import static dev.recall4j.quality.Markup.part;

import dev.recall4j.quality.Markup.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plot of shares in SVG, of which a style sheet colours the classes {@code series0, series1, ...}
 * and {@code grid}. Lines also differ by their dashes, so that colour is not needed to tell them
 * apart.
 *
 * @param id unique on its page
 * @param description what it shows, for those who do not see it
 * @param places what stands below the horizontal axis; at least one
 * @param series at most three
 */
record Chart(
        String id, String title, String description, List<String> places, List<Series> series) {

    private static final int WIDTH_MIN = 640;
    private static final int PLACE_WIDTH_MIN = 116;
    private static final int HEIGHT = 300;
    private static final int LEFT = 44;
    private static final int RIGHT = 12;
    private static final int TOP = 34;
    private static final int BOTTOM = 30;
    private static final int GRID_STEP = 20;
    private static final int LEGEND_STEP = 190;
    private static final double BARS_SHARE = 0.7;
    private static final List<String> DASHES = List.of("none", "8 4", "2 4");

    /**
     * What is plotted in one colour.
     *
     * @param shares from 0 to 1, one for each place
     */
    record Series(String name, List<Double> shares) {}

    Part lines() {
        return drawn(IntStream.range(0, series.size()).mapToObj(this::line).toList());
    }

    Part bars() {
        return drawn(IntStream.range(0, series.size()).mapToObj(this::bars).toList());
    }

    private Part drawn(List<Part> plots) {
        return part(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img"
                  aria-labelledby="%3$s-title %3$s-desc">
                <title id="%3$s-title">%4$s</title><desc id="%3$s-desc">%5$s</desc>
                %6$s%7$s%8$s</svg>
                """,
                width(), HEIGHT, id, title, description, axes(), legend(), joined(plots));
    }

    private Part axes() {
        List<Part> parts = new ArrayList<>();
        for (int percent = 0; percent <= 100; percent += GRID_STEP) {
            parts.add(
                    part(
                            """
                            <line class="grid" stroke="currentColor" x1="%1$d" x2="%2$d" y1="%3$.1f" y2="%3$.1f"/>
                            <text x="%4$d" y="%3$.1f" text-anchor="end" dominant-baseline="middle">%5$d%%</text>
                            """,
                            LEFT, width() - RIGHT, y(percent / 100.0), LEFT - 6, percent));
        }
        for (int place = 0; place < places.size(); place++) {
            parts.add(
                    part(
                            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                            middle(place), HEIGHT - 8, places.get(place)));
        }
        return joined(parts);
    }

    private Part legend() {
        List<Part> parts = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            int x = LEFT + s * LEGEND_STEP;
            parts.add(
                    part(
                            """
                            <line class="series%d" stroke="currentColor" stroke-width="3" stroke-dasharray="%s"
                              x1="%d" x2="%d" y1="14" y2="14"/>
                            <text x="%d" y="14" dominant-baseline="middle">%s</text>
                            """,
                            s, DASHES.get(s), x, x + 24, x + 30, series.get(s).name()));
        }
        return joined(parts);
    }

    private Part line(int s) {
        List<Part> points = new ArrayList<>();
        List<Part> circles = new ArrayList<>();
        for (int place = 0; place < places.size(); place++) {
            double x = middle(place);
            double y = y(series.get(s).shares().get(place));
            points.add(part("%.1f,%.1f ", x, y));
            circles.add(part("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>\n", x, y));
        }
        return part(
                """
                <g class="series%d" fill="currentColor">
                <polyline fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="%s"
                  points="%s"/>
                %s</g>
                """,
                s, DASHES.get(s), joined(points), joined(circles));
    }

    private Part bars(int s) {
        double width = BARS_SHARE * step() / series.size();
        List<Part> bars = new ArrayList<>();
        for (int place = 0; place < places.size(); place++) {
            double share = series.get(s).shares().get(place);
            double x = middle(place) + (s - series.size() / 2.0) * width;
            bars.add(
                    part(
                            """
                            <rect class="series%d" fill="currentColor" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>
                            <text x="%.1f" y="%.1f" text-anchor="middle">%.0f</text>
                            """,
                            s,
                            x,
                            y(share),
                            width - 2,
                            y(0) - y(share),
                            x + width / 2,
                            y(share) - 4,
                            100 * share));
        }
        return joined(bars);
    }

    private int width() {
        return Math.max(WIDTH_MIN, LEFT + RIGHT + places.size() * PLACE_WIDTH_MIN);
    }

    private double step() {
        return (double) (width() - LEFT - RIGHT) / places.size();
    }

    private double middle(int place) {
        return LEFT + (place + 0.5) * step();
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }
}
