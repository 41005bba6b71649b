package dev.recall4j.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

class ReportTest {

    private final QualityReport report = Example.measured("allotment");

    @Test
    void json_names_settings_conversations_figures_and_keeps_timings_apart() throws Exception {
        JsonNode json = JsonMapper.builder().build().readTree(report.json());

        assertThat(json.at("/settings/mode").textValue()).isEqualTo("verbatim");
        assertThat(json.at("/settings/embedder").textValue()).isEqualTo("hashing-256");
        assertThat(json.at("/settings/results").intValue()).isEqualTo(200);
        assertThat(json.at("/conversations/0/id").textValue()).isEqualTo("allotment");
        assertThat(json.at("/rows/0/part").textValue()).isEqualTo("all");
        assertThat(json.at("/rows/0/figures/evidence/20").doubleValue()).isBetween(0.8, 1.0);
        assertThat(json.at("/foreignItems").intValue()).isZero();
        assertThat(json.at("/timings/turnsPerSecond").doubleValue()).isPositive();
        assertThat(json.properties()).extracting(Map.Entry::getKey).endsWith("timings");
    }

    @Test
    void every_measure_is_in_the_mean_at_each_of_its_cuts() {
        QualityReport.Row mean = report.rows().getFirst();

        for (Measure measure : Measure.values()) {
            assertThat(measure.cuts())
                    .allMatch(cut -> mean.figure(measure, cut).isPresent(), measure.code());
        }
        assertThat(mean.figures()).hasSize(Measure.values().length);
    }

    @Test
    void tables_have_a_cell_for_every_column() {
        assertThat(report.tables())
                .hasSize(5)
                .allSatisfy(table -> {
                    assertThat(table.rows())
                            .extracting(ReportTable.Row::head)
                            .containsExactly(
                                    "all",
                                    "one turn",
                                    "several turns",
                                    "time",
                                    "no answer (apart)",
                                    "tuned",
                                    "checked");
                    assertThat(table.rows())
                            .allMatch(row -> row.cells().size() == table.columns().size());
                });
        assertThat(report.tables().getFirst().rows().getFirst().cells()).contains("9", "100.0");
    }

    @Test
    void the_page_is_well_formed_and_needs_nothing_from_elsewhere() throws Exception {
        Document page = parsed(report.html());

        assertThat(elements(page, "svg")).hasSize(3);
        assertThat(elements(page, "table")).hasSize(6);
        for (String loading :
                List.of("script", "link", "img", "iframe", "object", "image", "use")) {
            assertThat(elements(page, loading)).as(loading).isEmpty();
        }
        assertThat(report.html().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "//", "url(", "@import", "src=", "href=");
    }

    @Test
    void every_plot_says_what_it_shows() throws Exception {
        assertThat(elements(parsed(report.html()), "svg"))
                .allSatisfy(svg -> {
                    Element title = (Element) svg.getElementsByTagName("title").item(0);
                    Element description = (Element) svg.getElementsByTagName("desc").item(0);
                    assertThat(svg.getAttribute("role")).isEqualTo("img");
                    assertThat(svg.getAttribute("aria-labelledby"))
                            .isEqualTo(
                                    title.getAttribute("id")
                                            + " "
                                            + description.getAttribute("id"));
                    assertThat(title.getTextContent()).isNotBlank();
                    assertThat(description.getTextContent()).contains("%");
                });
    }

    @Test
    void names_cannot_break_out_of_the_page() throws Exception {
        QualityReport hostile =
                new QualityReport(
                        "<script>alert('x')</script>&",
                        report.settings(),
                        report.conversations(),
                        report.rows(),
                        0,
                        report.use(),
                        report.timings());

        assertThat(elements(parsed(hostile.html()), "script")).isEmpty();
        assertThat(parsed(hostile.html()).getElementsByTagName("h1").item(0).getTextContent())
                .endsWith("<script>alert('x')</script>&");
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
