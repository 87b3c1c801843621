package dev.cram.report.page;

import dev.cram.report.Report;
import java.util.List;

/** The sections of the page, in order. */
final class Sections {

    private Sections() {}

    static List<Section> of(Report report) {
        return List.of(
                CapacitySection.of(report),
                VectorsSection.of(report),
                CrossEntropySection.of(report),
                UtilizationSection.of(report),
                SourcesSection.of(report),
                GeometrySection.of(report),
                EntropyCodersSection.of(report),
                BitsNeededSection.of(report));
    }
}
