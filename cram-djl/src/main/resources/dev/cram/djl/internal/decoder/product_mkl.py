
  # ---- products by MKL and oneDNN, each where it is the faster one on a processor of Intel ----
  # MKL takes x W' of few rows at half its speed, and W x' at full speed; back, x W, oneDNN is ahead unless the rows are very few
  # or the matrix is wide.

  # x W' + bias. oneDNN's is not differentiated.
  def product(self: __torch__.Decoder, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    n = x.numel() // x.size(-1)
    back = weight.stride(1) != 1
    if x.dtype != 6 or x.requires_grad:
      y = torch.linear(x, weight, bias)
    elif n < 56 and not back:
      y = torch.mm(weight, x.flatten(0, -2).t()).t().contiguous()
      if bias is not None:
        y = y.add_(bias)
      y = y.view(x.shape[:-1] + [-1])
    elif n >= 16 and weight.size(0) < 2048 and back:
      y = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
    else:
      y = torch.linear(x, weight, bias)
    return y

