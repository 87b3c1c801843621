  # ---- products by oneDNN ----
  # On a processor of AMD they take two thirds of the time that PyTorch's own choice, MKL, takes; but for g W of many rows, where
  # they take 1.4 times as long.

  # x W' + bias; the weight of g W is a transposed view. oneDNN's is not differentiated.
  def product(self: __torch__.Decoder, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    rows = x.numel() // x.size(-1)
    if x.dtype == 6 and not x.requires_grad and (rows <= 64 or weight.is_contiguous()):
      y = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
    else:
      y = torch.linear(x, weight, bias)
    return y

