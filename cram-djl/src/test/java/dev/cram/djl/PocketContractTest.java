package dev.cram.djl;

import dev.cram.model.FrozenModel;
import dev.cram.model.FrozenModelContract;
import dev.cram.model.ModelOptions;

/** The built-in model keeps the contract; the property {@code cram.device} names another device than the CPU. */
class PocketContractTest extends FrozenModelContract {

    @Override
    protected FrozenModel open() {
        return DjlModels.pocket(ModelOptions.defaults().device(System.getProperty("cram.device", "cpu")));
    }

    @Override
    protected String sampleText() {
        return "It was a bright cold day.\r\n\tCafé, 東京 🙂 <|end";
    }
}
