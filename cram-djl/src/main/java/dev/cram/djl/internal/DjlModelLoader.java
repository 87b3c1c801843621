package dev.cram.djl.internal;

import ai.djl.Device;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.decoder.Decoder;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Placement;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchPrecision;
import dev.cram.djl.internal.decoder.torch.TorchThreads;
import dev.cram.djl.internal.machine.EngineClassLoader;
import dev.cram.djl.internal.machine.FreeMemory;
import dev.cram.djl.internal.machine.MemoryCheck;
import dev.cram.djl.internal.machine.OutOfMemory;
import dev.cram.djl.internal.machine.TorchEngine;
import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Makes a {@link DjlModel} of a checkpoint: the decoder on its device, and the tokenizer. */
public final class DjlModelLoader {

    private DjlModelLoader() {}

    public static DjlModel open(Checkpoint checkpoint, ModelOptions options) {
        DecoderSpec spec = Families.read(checkpoint.config());
        Map<Integer, Tensor> sources = spec.sources(checkpoint.tensors());
        long parameters = DecoderSpec.parameters(sources);
        List<Device> devices = TorchEngine.devices(options);
        Device device = devices.get(0);
        Precision precision = TorchPrecision.resolve(options.precision(), parameters, device.isGpu());
        Execution execution =
                new Execution(devices, precision, options.checkpointing(), TorchThreads.resolve(options.threads()));
        Map<Device, Long> free = FreeMemory.of(devices);
        Placement placement = Placement.of(spec, sources, devices, FreeMemory.room(free));
        MemoryCheck memory = MemoryCheck.opening(spec, placement, execution, free);
        Tokenizer tokenizer = EngineClassLoader.run(checkpoint::tokenizer);
        try {
            OptionalInt start = options.startToken() ? startToken(checkpoint, tokenizer, spec) : OptionalInt.empty();
            String fingerprint = checkpoint.fingerprint();
            Decoder decoder = OutOfMemory.translated(device, () -> Decoder.load(spec, sources, execution, placement));
            return new DjlModel(checkpoint.name(), fingerprint, spec, decoder, tokenizer, start, memory);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static OptionalInt startToken(Checkpoint checkpoint, Tokenizer tokenizer, DecoderSpec spec) {
        OptionalInt start = checkpoint.startToken(tokenizer);
        if (start.isPresent() && start.getAsInt() >= spec.vocabulary()) {
            throw new ModelException(checkpoint.name() + " begins texts with the token " + start.getAsInt()
                    + ", but has embeddings of " + spec.vocabulary() + " tokens only: open it without a start token");
        }
        return start;
    }
}
