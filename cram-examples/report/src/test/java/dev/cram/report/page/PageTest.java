package dev.cram.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.cram.examples.engine.ElmanModel;
import dev.cram.model.FrozenModel;
import dev.cram.report.Report;
import dev.cram.report.plot.Plot;
import dev.cram.report.plot.Points;
import dev.cram.report.table.Column;
import dev.cram.report.table.Table;
import dev.cram.study.Studies;
import dev.cram.study.measurement.Subject;
import dev.cram.study.measurement.Workbench;
import dev.cram.study.observation.ModelFacts.Role;
import dev.cram.study.observation.ResultLog;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.text.TextSources;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Whatever models, texts and titles are called, the page shows it as text. */
class PageTest {

    private static final String MARKUP = "</script><b title=\"x\">&lt; 'm' & <script>alert(1)</script>";

    private static final String TEXT = "<script>&\"'</script>";

    private static final StudyPlan PLAN = new StudyPlan(
            "quick",
            2,
            List.of(2, TEXT.length()),
            false,
            List.of(1, 2),
            "default",
            20,
            2,
            0,
            2,
            2,
            2,
            2,
            List.of(8),
            2,
            9);

    private static final Pattern START = Pattern.compile("<(\\w+)((?:\\s+[\\w-]+(?:=\"[^\"]*\")?)*)\\s*/?>|</\\w+>|<");

    private static String page = "";

    @BeforeAll
    static void render() {
        page = page(MARKUP);
    }

    @Test
    void names_withMarkup_addNoElement() {
        assertThat(elements(page))
                .isEqualTo(elements(page("plain")))
                .hasSizeGreaterThan(500)
                .doesNotContain("<")
                .contains("h2 id", "figcaption", "th scope", "option value", "details open");
    }

    @Test
    void names_withMarkup_areShown() {
        String shown = MARKUP.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");

        assertThat(page)
                .contains("<title>What a vector holds: " + shown + "</title>")
                .contains("<h2>" + shown + "</h2>")
                .contains("<h2 id=\"extra-title\">" + shown + "</h2>")
                .contains("<a href=\"#extra\">" + shown + "</a>")
                .contains("<p>" + shown + "</p>")
                .contains("<figcaption>" + shown + "</figcaption>")
                .contains("<caption>" + shown + "</caption>")
                .contains("<th scope=\"col\">" + shown + " (" + shown + ")</th>")
                .contains("<th scope=\"row\">" + shown + "</th>")
                .contains("<td>" + shown + "</td>")
                .contains("<summary>" + shown + "</summary>")
                .contains("<pre><code>" + shown + "</code></pre>");
        assertThat(page)
                .contains("aria-label=\""
                        + shown.replace("&gt;", ">").replace("\"", "&#34;").replace("'", "&#39;") + "\"");
    }

    /** The library draws letters as outlines. */
    @Test
    void drawings_ofNamesWithMarkup_holdShapesAlone() throws Exception {
        List<String> drawings = Pattern.compile("(?s)<svg.*?</svg>")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(drawings).hasSizeGreaterThan(8);
        for (String drawing : drawings) {
            Element svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(drawing)))
                    .getDocumentElement();
            NodeList shapes = svg.getElementsByTagName("*");
            assertThat(svg.getTextContent()).isBlank();
            assertThat(IntStream.range(0, shapes.getLength())
                            .mapToObj(i -> shapes.item(i).getNodeName()))
                    .isNotEmpty()
                    .isSubsetOf("defs", "clipPath", "g", "rect", "path", "line", "polyline", "polygon", "ellipse");
        }
    }

    @Test
    void tokens_ofATextWithMarkup_reachTheScriptAsTheyAre() {
        Matcher data = Pattern.compile("(?s)id=\"token-data\">(.*?)</script>").matcher(page);
        assertThat(data.find()).isTrue();

        List<String> texts = new ArrayList<>();
        for (JsonElement text :
                new Gson().fromJson(data.group(1), JsonElement.class).getAsJsonArray()) {
            JsonObject shown = text.getAsJsonObject();
            assertThat(shown.get("label").getAsString()).startsWith(MARKUP + ", " + MARKUP);
            StringBuilder all = new StringBuilder();
            shown.getAsJsonArray("tokens").forEach(token -> all.append(token.getAsString()));
            texts.add(all.toString());
        }
        assertThat(texts).contains(TEXT);
    }

    /** Of all studies, of a model, a source of texts, a command and a section of that name. */
    private static String page(String name) {
        try (FrozenModel model = new ElmanModel(name, 0)) {
            ResultLog log = ResultLog.inMemory();
            Subject.Source source =
                    new Subject.Source(TextSources.texts(name, List.of(TEXT.repeat(3), "&".repeat(60)), 0), Role.MAIN);
            Subject subject = new Subject(model, PLAN, List.of(source));
            Studies.measure(Report.studies(), new Workbench(subject, log, (what, share, left) -> {}, name));
            Page studies = Page.of(Report.of(log.observations()), log.observations(), List.of());
            List<Section> sections = new ArrayList<>(studies.sections());
            sections.add(extra(name));
            return new Page(
                            studies.models(),
                            studies.headlines(),
                            sections,
                            studies.texts(),
                            studies.commands(),
                            studies.settings(),
                            studies.runs())
                    .html();
        }
    }

    private static Section extra(String name) {
        Table<String> table = new Table<>(
                "extra",
                name,
                List.of(name),
                List.of(new Column<>(name, name, row -> row), new Column<>(name, name, row -> row)));
        Plot plot = Plot.xy("plot-extra", name, name, name, Map.of(name, Points.line(List.of(0.0), List.of(1.0))));
        return new Section(
                true,
                "extra",
                name,
                name,
                List.of(plot),
                List.of(table, new Table<>("more", name, table.rows(), table.columns())),
                List.of());
    }

    /** Each element that begins, with the names of its attributes; of what is no element, the sign alone. */
    private static List<String> elements(String html) {
        String markup = html.replaceAll("(?s)<svg.*?</svg>|<style>.*?</style>|<script>.*?</script></body>", "")
                .replaceFirst("<!doctype html>", "");
        List<String> elements = new ArrayList<>();
        START.matcher(markup)
                .results()
                .forEach(start -> elements.add(
                        start.group(1) == null
                                ? start.group()
                                        .substring(0, Math.min(2, start.group().length()))
                                : start.group(1) + start.group(2).replaceAll("=\"[^\"]*\"", "")));
        return elements;
    }
}
