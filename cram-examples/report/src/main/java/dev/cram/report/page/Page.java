package dev.cram.report.page;

import com.google.common.io.Resources;
import dev.cram.report.Report;
import dev.cram.report.table.Table;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.StudyRun;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report as one HTML page that needs nothing else; its template is {@code page.jte}.
 *
 * @param models names of the models
 * @param headlines the main figures of each
 * @param sections all of them; those that are not shown are files all the same
 * @param texts those shown token by token
 * @param commands what was run
 * @param settings of each model
 * @param runs that measured
 */
record Page(
        String models,
        List<Headlines> headlines,
        List<Section> sections,
        List<ShownText> texts,
        List<String> commands,
        Table<?> settings,
        Table<?> runs) {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Page.class.getClassLoader(), Page.class.getPackageName());

    /**
     * The page of a report.
     *
     * @param commands what made the report beside the runs that measured
     */
    static Page of(Report report, Observations observations, List<String> commands) {
        return new Page(
                report.models().stream().map(ModelFacts::model).collect(Collectors.joining(", ")),
                report.models().stream()
                        .map(facts -> Headlines.of(report, facts))
                        .toList(),
                Sections.of(report),
                ShownText.of(observations),
                Stream.concat(report.runs().stream().map(StudyRun::command), commands.stream())
                        .filter(command -> !command.isEmpty())
                        .distinct()
                        .toList(),
                Settings.of(report.models()),
                Settings.runs(report.runs()));
    }

    List<Section> shown() {
        return sections.stream().filter(Section::isShown).toList();
    }

    String html() {
        TemplateOutput html = new StringOutput();
        TEMPLATES.render("page.jte", this, html);
        return html.toString();
    }

    /** A file that the page holds whole. */
    static String file(String name) {
        try {
            return Resources.toString(Resources.getResource(Page.class, name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
