package dev.cram.djl;

import dev.cram.model.FrozenModel;
import dev.cram.model.FrozenModelContract;

/** The built-in model keeps the contract. */
class PocketContractTest extends FrozenModelContract {

    @Override
    protected FrozenModel open() {
        return DjlModels.pocket();
    }

    @Override
    protected String sampleText() {
        return "It was a bright cold day.\r\n\tCafé, 東京 🙂 <|end";
    }
}
