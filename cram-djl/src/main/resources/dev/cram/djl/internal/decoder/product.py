  # ---- products ----

  # x W' + bias.
  def product(self: __torch__.Decoder, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    return torch.linear(x, weight, bias)

