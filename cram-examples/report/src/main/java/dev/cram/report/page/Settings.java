package dev.cram.report.page;

import static dev.cram.report.table.Column.text;

import dev.cram.report.table.Column;
import dev.cram.report.table.Table;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.observation.StudyRun;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What made a report, with a column a model, and the runs that measured. */
final class Settings {

    private Settings() {}

    private record Setting(String name, Function<ModelFacts, String> value) {}

    static Table<?> of(List<ModelFacts> models) {
        List<Column<Setting>> columns = new ArrayList<>(List.of(text("setting", Setting::name)));
        models.forEach(facts ->
                columns.add(text(facts.model(), setting -> setting.value().apply(facts))));
        return new Table<>("settings", "What made this report", settings(), columns);
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(List.of(
                new Setting("version of cram", ModelFacts::version),
                new Setting("fingerprint", ModelFacts::fingerprint),
                new Setting("precision", ModelFacts::precision),
                new Setting(
                        "baseline of plain scores", facts -> facts.baseline().toString()),
                new Setting("device", ModelFacts::device),
                new Setting("threads", facts -> threads(facts.threads())),
                new Setting("width", facts -> "" + facts.width()),
                new Setting("vocabulary", facts -> "" + facts.vocabularySize()),
                new Setting("positions", facts -> "" + facts.positions()),
                new Setting(
                        "sources",
                        facts -> facts.sources().stream()
                                .map(ModelFacts.SourceFacts::name)
                                .collect(Collectors.joining("; ")))));
        for (RecordComponent component : StudyPlan.class.getRecordComponents()) {
            settings.add(new Setting(component.getName(), facts -> value(component, facts.plan())));
        }
        return settings;
    }

    private static String value(RecordComponent component, StudyPlan plan) {
        try {
            return String.valueOf(component.getAccessor().invoke(plan));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    static Table<StudyRun> runs(List<StudyRun> runs) {
        return new Table<>(
                "runs",
                "Runs that measured",
                runs,
                List.of(
                        text("model", StudyRun::model),
                        new Column<>("began", "UTC", StudyRun::began),
                        text("version of cram", StudyRun::version),
                        text("device", StudyRun::device),
                        text("threads", run -> threads(run.threads())),
                        text("command", StudyRun::command)));
    }

    /** Nothing where results do not depend on their number. */
    private static String threads(int threads) {
        return threads == 0 ? "" : "" + threads;
    }
}
