  # ---- products by oneDNN ----
  # Of few rows they take two thirds of the time that PyTorch's own choice, MKL, takes on a processor of AMD.

  # x W' + bias. oneDNN's is not differentiated.
  def product(self: __torch__.Decoder, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    if x.dtype == 6 and not x.requires_grad:
      y = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
    else:
      y = torch.linear(x, weight, bias)
    return y

