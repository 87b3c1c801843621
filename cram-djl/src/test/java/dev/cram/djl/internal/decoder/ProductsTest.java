package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchArchive;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsTest {

    private static final String BEGIN =
            "class Decoder(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

    private static final String METHODS = """

              def both(self: __torch__.Decoder, x: Tensor, weight: Tensor, bias: Tensor) -> List[Tensor]:
                torch.set_grad_enabled(False)
                y = self.product(x, weight, bias)
                return [y, torch.linear(x, weight, bias), self.product(x, weight, None), torch.linear(x, weight),
                        self.product(y, weight.t(), None), torch.linear(y, weight.t())]
            """;

    /** Those that load here, whichever is chosen. */
    private static List<String> programs() {
        String chosen = Products.program(Execution.plain());
        return chosen.equals(Products.PLAIN)
                ? List.of(chosen)
                : List.of(Products.PLAIN, "product_onednn.py", "product_mkl.py");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 24, 40",
        "7, 24, 40",
        "8, 40, 24",
        "27, 24, 40",
        "28, 24, 40",
        "50, 24, 40",
        "9, 2100, 32",
        "9, 32, 2100"
    })
    void product_anyShape_isThatOfPyTorch(int length, int in, int out) {
        for (String program : programs()) {
            String source = BEGIN + ProgramSource.of(program) + METHODS.indent(0);
            try (TorchModule module = new TorchModule(new TorchArchive("Decoder", source).pack(), Device.cpu());
                    NDManager manager = module.manager().newSubManager()) {
                NDArray x = manager.randomNormal(new Shape(2, length, in));
                NDArray weight = manager.randomNormal(new Shape(out, in));
                NDArray bias = manager.randomNormal(new Shape(out));
                NDList found = module.infer("both", x, weight, bias);
                for (int i = 0; i < found.size(); i += 2) {
                    float[] expected = found.get(i + 1).toFloatArray();
                    assertThat(found.get(i).getShape())
                            .isEqualTo(found.get(i + 1).getShape());
                    assertThat(found.get(i).toFloatArray())
                            .as(program)
                            .containsExactly(expected, within(3e-5f * largest(expected)));
                }
            }
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
