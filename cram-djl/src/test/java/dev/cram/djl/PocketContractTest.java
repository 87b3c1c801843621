package dev.cram.djl;

import dev.cram.api.FrozenModel;
import dev.cram.api.FrozenModelContract;

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
