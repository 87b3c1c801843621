package dev.cram.report;

import dev.cram.study.observation.StudyPlan;
import java.util.List;

/** Settings under a name. */
public final class Preset {

    private Preset() {}

    /** About ten minutes for the built-in model on two cores. */
    public static StudyPlan quick() {
        return new StudyPlan(
                "quick",
                8,
                List.of(16, 32, 48, 64, 80),
                false,
                List.of(1, 2, 4),
                "default",
                100,
                8,
                0,
                32,
                5,
                4,
                20,
                List.of(16, 8, 6, 4),
                8,
                512);
    }

    /** The paper's: its own objective, optimizer and lengths, 50 texts a length, one text at a time. */
    public static StudyPlan paper() {
        return new StudyPlan(
                "paper",
                50,
                List.of(
                        8, 16, 32, 48, 64, 80, 96, 128, 160, 192, 256, 384, 512, 768, 1024, 1280, 1568, 2048, 2560,
                        3072),
                false,
                List.of(1, 2, 4, 8, 16, 32),
                "paper-objective",
                0,
                1,
                0,
                64,
                10,
                8,
                50,
                List.of(16, 8, 6, 4),
                50,
                2_048);
    }

    /**
     * The preset of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StudyPlan named(String name) {
        return switch (name) {
            case "quick" -> quick();
            case "paper" -> paper();
            default -> throw new IllegalArgumentException("preset must be quick or paper, but was '" + name + "'");
        };
    }
}
