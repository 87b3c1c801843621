package dev.cram.report;

import dev.cram.recipe.Recipe;
import dev.cram.study.CapacityRow;
import dev.cram.study.CrossEntropyStudy;
import dev.cram.study.EntropyCodersStudy;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.Run;
import dev.cram.study.observation.StudyPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one HTML page that needs nothing else. */
final class Page {

    /** Longer tables are folded. */
    private static final int MOST_OPEN_ROWS = 40;

    private final Report report;
    private final Observations observations;
    private final List<String> commands;
    private final Map<String, Table> tables;
    private final Findings findings;

    Page(Report report, Observations observations, List<String> commands) {
        this.report = report;
        this.observations = observations;
        this.commands = commands;
        this.findings = new Findings(report);
        this.tables = Tables.all(report).stream()
                .collect(Collectors.toMap(Table::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private record Section(String id, String title, String text, List<Plot> plots, List<Table> tables) {}

    /** The page. */
    String html() {
        List<Section> sections = sections().stream()
                .filter(section -> !section.tables().get(0).rows().isEmpty())
                .filter(section -> !section.id().equals("vectors") || hasSeveralVectors())
                .toList();
        String tokens = TokenView.html(observations);
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .append(" style-src 'unsafe-inline'; script-src 'unsafe-inline'\">")
                .append(Html.element("title", "What a vector holds: " + models()))
                .append("<style>")
                .append(resource("page.css"))
                .append("</style></head><body><a class=\"skip\" href=\"#main\">To the results</a><header>")
                .append(Html.element("h1", "What a vector holds"))
                .append(Html.element(
                        "p",
                        "How much text the input vectors of a frozen language model hold, and what limits it: the tables"
                                + " and figures of Kuratov et al. (ACL 2025, arXiv 2502.13063) for " + models() + "."))
                .append(nav(sections, tokens))
                .append("</header><main id=\"main\">")
                .append(headlines());
        sections.forEach(section -> html.append(section(section)));
        return html.append(tokens)
                .append(settings())
                .append("</main><script>")
                .append(resource("page.js"))
                .append("</script></body></html>\n")
                .toString();
    }

    private boolean hasSeveralVectors() {
        return report.vectors().rows().stream().anyMatch(row -> row.vectors() > 1);
    }

    private String models() {
        return report.models().stream().map(ModelFacts::model).collect(Collectors.joining(", "));
    }

    private static String nav(List<Section> sections, String tokens) {
        StringBuilder html = new StringBuilder("<nav aria-label=\"Sections\"><ul>");
        sections.forEach(section -> html.append(link(section.id(), section.title())));
        if (!tokens.isEmpty()) {
            html.append(link("tokens", "Every token"));
        }
        return html.append(link("settings", "Settings")).append("</ul></nav>").toString();
    }

    private static String link(String id, String title) {
        return "<li><a href=\"#" + id + "\">" + Html.escape(title) + "</a></li>";
    }

    private String headlines() {
        StringBuilder html = new StringBuilder("<section aria-label=\"Headline figures\" class=\"headlines\">");
        for (ModelFacts facts : report.models()) {
            html.append("<div class=\"model\">")
                    .append(Html.element("h2", facts.model()))
                    .append("<dl>");
            report.capacity().rows().stream()
                    .filter(row ->
                            row.model().equals(facts.model()) && row.source().equals(facts.mainSource()))
                    .findFirst()
                    .ifPresent(row -> html.append(headlines(row, facts)));
            report.crossEntropy().models().stream()
                    .filter(row -> row.model().equals(facts.model()))
                    .findFirst()
                    .ifPresent(row -> html.append(headline(row)));
            report.entropyCoders().rows().stream()
                    .filter(row ->
                            row.model().equals(facts.model()) && row.coder().equals(EntropyCodersStudy.MODEL))
                    .findFirst()
                    .ifPresent(row -> html.append(headline(
                            Table.number(row.bitsPerByte(), 2) + " bits",
                            "a byte of " + row.source() + ", by arithmetic coding with the model"
                                    + texts(row.texts()))));
            html.append("</dl></div>");
        }
        return html.append("</section>").toString();
    }

    private String headlines(CapacityRow row, ModelFacts facts) {
        int texts = findings.textsPerLength(row);
        int beyond = row.gainBitsBeyond().count();
        double theoretical = facts.theoreticalCapacityTokens(row.vectors());
        String html = headline(
                        capacity(row.decodingCapacity(), row),
                        "in one vector with more than 99 % correct, given the true ones before them"
                                + orMore(row.decodingCapacity(), row) + texts(texts, "a length"))
                + headline(
                        capacity(row.exactCapacity(), row),
                        "in one vector, read back exactly by greedy decoding" + orMore(row.exactCapacity(), row)
                                + texts(texts, "a length"));
        return beyond == 0
                ? html
                : html
                        + headline(
                                Table.number(row.gainBitsBeyond().mean(), 0) + " bits",
                                "of information gained of texts that did not fit in at most " + steps(facts)
                                        + texts(beyond))
                        + headline(
                                percent(row.tokenGainBeyond().mean() / theoretical),
                                "of the theoretical capacity of " + Table.number(theoretical, 0) + " tokens used"
                                        + texts(beyond, "that did not fit"));
    }

    /** A search that was cut short tells less of the vector than of the search. */
    private static String steps(ModelFacts facts) {
        int steps = facts.plan().steps() > 0
                ? facts.plan().steps()
                : Recipe.named(facts.plan().recipe()).steps();
        return String.format(Locale.ROOT, "%,d %s", steps, steps == 1 ? "step" : "steps");
    }

    private String capacity(int tokens, CapacityRow row) {
        return tokens == 0 ? "fewer than " + findings.shortest(row) + " tokens" : tokens + " tokens";
    }

    private static String orMore(int tokens, CapacityRow row) {
        return tokens == row.largestLength() ? " or more, the longest measured" : "";
    }

    private static String texts(int count, String which) {
        return " (" + count + (count == 1 ? " text " : " texts ") + which
                + (count < Findings.FEWEST ? ": too few to rely on)" : ")");
    }

    private static String texts(int count) {
        return " (" + count + (count == 1 ? " text" : " texts")
                + (count < Findings.FEWEST ? ": too few to rely on)" : ")");
    }

    private static String headline(CrossEntropyStudy.ModelRow row) {
        return Findings.tellsWhatFits(row)
                ? headline(
                        percent(row.hitShareByBits()),
                        "of " + row.texts()
                                + " texts told from their cross-entropy alone, before any search, to fit or not; "
                                + percent(Findings.commonest(row)) + " by the same word of all")
                : headline(
                        "too few texts",
                        "to say how well cross-entropy tells what fits: " + Findings.beyond(row) + " of " + row.texts()
                                + " did not fit, and it takes " + Findings.FEWEST + " of each kind");
    }

    private static String percent(double share) {
        return Table.number(100 * share, 1) + " %";
    }

    private static String headline(String figure, String meaning) {
        return "<div><dt>" + Html.escape(meaning.strip()) + "</dt><dd>" + Html.escape(figure) + "</dd></div>";
    }

    private Table table(String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    private List<Section> sections() {
        return List.of(
                new Section(
                        "capacity",
                        "Capacity",
                        "The decoding capacity is the largest length whose mean accuracy, given the true tokens before each"
                                + " one, is above 0.99; the exact capacity is the largest of which greedy decoding returns"
                                + " more than 0.99 of the texts. Gains \u201cbeyond\u201d are of texts whose accuracy stayed"
                                + " at or below 0.99, as in the paper.",
                        Plots.capacity(report),
                        List.of(table("capacity"), Published.capacity(), table("lengths"))),
                new Section(
                        "vectors",
                        "Several vectors",
                        findings.vectors(),
                        Plots.vectors(report),
                        List.of(table("vectors"), Published.vectors())),
                new Section(
                        "cross-entropy",
                        "Cross-entropy",
                        "The paper's claim is that information limits a vector, not length: a text whose"
                                + " cross-entropy is below the vector's"
                                + " capacity comes out right, of others what lies above it remains. The hit rates are of"
                                + " predictions made before the search: that a text fits if its cross-entropy is below"
                                + " the mean gain of the texts that did not, or below the threshold that is best for the"
                                + " other half of the texts; and the same with a threshold on the number of tokens. "
                                + findings.crossEntropy(),
                        Plots.crossEntropy(report),
                        List.of(table("cross-entropy"), table("texts"))),
                new Section(
                        "utilization",
                        "Utilization",
                        "The theoretical capacity is vectors times components times 16 bits; in tokens, divided by log2 of"
                                + " the vocabulary.",
                        Plots.utilization(report),
                        List.of(table("utilization"), Published.utilization())),
                new Section(
                        "sources",
                        "Sources of text",
                        "If vectors held what the model remembers, text that it was trained on would gain more than text"
                                + " that it never saw. Random words are what no model can predict. "
                                + findings.sources(),
                        Plots.sources(report),
                        List.of(table("sources"))),
                new Section(
                        "geometry",
                        "Geometry",
                        "Several solutions of each text, those whose trained tokens are all right. "
                                + findings.geometry(),
                        Plots.geometry(report),
                        List.of(table("geometry"), table("trajectories"), table("lines"))),
                new Section(
                        "entropy-coders",
                        "Entropy coders",
                        "Every code was decoded again. The Huffman code knows how often tokens come in the other texts."
                                + " What a vector measures is the capacity of the model's input. "
                                + findings.coders(),
                        Plots.coders(report),
                        List.of(table("entropy-coders"), Published.coders())),
                new Section(
                        "bits-needed",
                        "Bits needed",
                        "Vectors rounded to equal steps between minus and plus their largest component, with one 32-bit"
                                + " scale a vector. "
                                + findings.bits(),
                        Plots.bits(report),
                        List.of(table("bits-needed"))));
    }

    private static String section(Section section) {
        StringBuilder html = new StringBuilder("<section id=\"")
                .append(section.id())
                .append("\" aria-labelledby=\"")
                .append(section.id())
                .append("-title\"><h2 id=\"")
                .append(section.id())
                .append("-title\">")
                .append(Html.escape(section.title()))
                .append("</h2>")
                .append(Html.element("p", section.text()))
                .append("<div class=\"figures\">");
        section.plots()
                .forEach(plot -> html.append("<figure>")
                        .append(plot.svg())
                        .append(Html.element("figcaption", plot.title()))
                        .append("</figure>"));
        html.append("</div>");
        for (int i = 0; i < section.tables().size(); i++) {
            Table table = section.tables().get(i);
            html.append(
                    i == 0
                            ? Html.table(table)
                            : "<details" + (table.rows().size() <= MOST_OPEN_ROWS ? " open" : "") + "><summary>"
                                    + Html.escape(table.caption()) + "</summary>" + Html.table(table) + "</details>");
        }
        return html.append("</section>\n").toString();
    }

    private String settings() {
        Table.Builder table = new Table.Builder("settings", "What made this report", columns());
        row(table, "version of cram", facts -> facts.version());
        row(table, "fingerprint", facts -> facts.fingerprint());
        row(table, "precision", facts -> facts.precision());
        row(table, "device", facts -> facts.device());
        row(table, "threads", facts -> facts.threads() == 0 ? "" : "" + facts.threads());
        row(table, "width", facts -> "" + facts.width());
        row(table, "vocabulary", facts -> "" + facts.vocabularySize());
        row(table, "positions", facts -> "" + facts.positions());
        row(
                table,
                "sources",
                facts -> facts.sources().stream()
                        .map(ModelFacts.SourceFacts::name)
                        .collect(Collectors.joining("; ")));
        for (RecordComponent component : StudyPlan.class.getRecordComponents()) {
            row(table, component.getName(), facts -> value(component, facts.plan()));
        }
        StringBuilder html = new StringBuilder(
                "<section id=\"settings\" aria-labelledby=\"settings-title\"><h2 id=\"settings-title\">Settings</h2>");
        commands()
                .forEach(command ->
                        html.append("<pre><code>").append(Html.escape(command)).append("</code></pre>"));
        return html.append(Html.table(table.build()))
                .append(Html.table(runs()))
                .append(
                        "<p>The same figures are in report.json and in a CSV file a table; what was measured of every text")
                .append(" is in results.jsonl.</p></section>")
                .toString();
    }

    /** Of the runs that measured, then of what joined them. */
    private List<String> commands() {
        return Stream.concat(report.runs().stream().map(Run::command), commands.stream())
                .filter(command -> !command.isEmpty())
                .distinct()
                .toList();
    }

    private Table runs() {
        Table.Builder table = new Table.Builder(
                "runs",
                "Runs that measured",
                "model",
                "began (UTC)",
                "version of cram",
                "device",
                "threads",
                "command");
        report.runs()
                .forEach(run -> table.row(
                        run.model(),
                        run.began(),
                        run.version(),
                        run.device(),
                        run.threads() == 0 ? "" : "" + run.threads(),
                        run.command()));
        return table.build();
    }

    private String[] columns() {
        List<String> columns = new ArrayList<>(List.of("setting"));
        report.models().forEach(facts -> columns.add(facts.model()));
        return columns.toArray(new String[0]);
    }

    private void row(Table.Builder table, String name, Function<ModelFacts, String> value) {
        List<String> cells = new ArrayList<>(List.of(name));
        report.models().forEach(facts -> cells.add(value.apply(facts)));
        table.row(cells.toArray(new String[0]));
    }

    private static String value(RecordComponent component, StudyPlan plan) {
        try {
            return String.valueOf(component.getAccessor().invoke(plan));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
