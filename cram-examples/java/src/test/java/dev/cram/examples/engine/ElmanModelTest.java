package dev.cram.examples.engine;

import dev.cram.model.FrozenModel;
import dev.cram.model.FrozenModelContract;

class ElmanModelTest extends FrozenModelContract {

    @Override
    protected FrozenModel open() {
        return new ElmanModel("elman", 3);
    }

    @Override
    protected String sampleText() {
        return "Zwölf — 12\n";
    }
}
