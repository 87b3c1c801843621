package dev.cram.djl;

import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.model.FrozenModel;
import dev.cram.model.FrozenModelContract;

/** A model whose texts are scored behind a start token keeps the contract. */
class StartTokenContractTest extends FrozenModelContract {

    @Override
    protected FrozenModel open() {
        return DjlModels.open(Fixtures.path("llama3/model.gguf"));
    }

    @Override
    protected String sampleText() {
        return "one word";
    }
}
