package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.memory.MemoryVectors;
import dev.cram.optim.PolarAdam;
import dev.cram.optim.Schedule;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CramSettingsTest {

    @Test
    void settings_serialised_cramTheSame() throws IOException, ClassNotFoundException {
        CramSettings settings = CramSettings.defaults().seed(4).vectors(2);
        CramSettings shipped = shipped(settings);

        MemoryVectors here = Cram.with(new ReadoutModel(), settings).compress("call me");
        MemoryVectors there = Cram.with(new ReadoutModel(), shipped).compress("call me");

        assertThat(there).isEqualTo(here);
    }

    private static CramSettings shipped(CramSettings settings) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(settings);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (CramSettings) in.readObject();
        }
    }

    static List<Recipe> recipes() {
        List<Recipe> recipes = new ArrayList<>(Recipes.all());
        recipes.add(Recipes.named("default@0.3"));
        recipes.add(Recipes.paper().optimizer(PolarAdam.of(0.1).schedule(Schedule.exponential(0.5))));
        return recipes;
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void settings_serialised_areEqual(Recipe recipe) throws IOException, ClassNotFoundException {
        CramSettings settings = CramSettings.defaults().recipe(recipe).margin(0.5);

        assertThat(shipped(settings)).isEqualTo(settings).hasSameHashCodeAs(settings);
    }

    @Test
    void recipes_madeTwice_areEqual() {
        assertThat(Recipes.standard()).isEqualTo(Recipes.standard()).hasSameHashCodeAs(Recipes.standard());
        assertThat(Recipes.all()).isEqualTo(Recipes.all()).doesNotHaveDuplicates();
        assertThat(Schedule.cosine(3, 0.1))
                .isEqualTo(Schedule.cosine(3, 0.1))
                .isNotEqualTo(Schedule.cosine(4, 0.1))
                .isNotEqualTo(Schedule.cosine(3, 0.2));
        assertThat(Schedule.constant()).isEqualTo(Schedule.constant()).isNotEqualTo(Schedule.exponential(1));
    }

    @Test
    void toString_choices_areThoseThatAreNotTheDefaults() {
        Cram cram = Cram.with(new ReadoutModel());

        assertThat(cram).hasToString("Cram[readout]");
        assertThat(cram.vectors(2).seed(7).margin(0.5).acceptInexact())
                .hasToString("Cram[readout, vectors=2, seed=7, margin=0.5, acceptInexact=true]");
        assertThat(cram.autoVectors().acceptOtherPrecision().batch(3).vectorBits(40))
                .hasToString("Cram[readout, vectors=auto, acceptOtherPrecision=true, batch=3, vectorBits=40.0]");
        assertThat(cram.budget(9).toString()).contains("budget=9.0");
        assertThat(cram.recipe(Recipes.paper()).toString()).contains("recipe=Recipe[name=paper", "learningRate=0.01");
    }
}
