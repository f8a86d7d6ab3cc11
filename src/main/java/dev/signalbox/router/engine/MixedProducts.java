package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.signalbox.text.UserFacingException;

/**
 * Products for training in mixed precision (Micikevicius et al. 2018, with bfloat16, whose range needs no loss scaling): both
 * factors are rounded to bfloat16, sums are kept in single precision inside the product, and result, weights and gradients
 * are single precision.
 */
final class MixedProducts {
    /** 15 and 6 are the engine's numbers for bfloat16 and float32. */
    private static final String CODE = """
        class Mixed(Module):
          __parameters__ = []
          __buffers__ = []
          def forward(self: __torch__.Mixed, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
            product = torch.linear(torch.to(x, 15), torch.to(weight, 15), torch.to(bias, 15))
            return torch.to(product, 6)
          def here(self: __torch__.Mixed) -> bool:
            return ops.mkldnn._is_mkldnn_bf16_supported()
        """;

    private final Script script;

    private MixedProducts(Script script) {
        this.script = script;
    }

    /**
     * For a network of this manager.
     *
     * @throws UserFacingException {@code router.training.precision} where the device does not compute in bfloat16
     */
    static MixedProducts open(NDManager manager) {
        return Script.compile(manager, "Mixed", CODE)
                .filter(script -> manager.getDevice().isGpu() || script.ask("here"))
                .map(MixedProducts::new)
                .orElseThrow(
                        () -> new UserFacingException("router.training.precision", Engines.name(manager.getDevice())));
    }

    /** x W^T + b over the last axis; gradients flow to all three. */
    NDArray product(NDArray x, NDArray weight, NDArray bias) {
        return script.forward(x, weight, bias);
    }
}
