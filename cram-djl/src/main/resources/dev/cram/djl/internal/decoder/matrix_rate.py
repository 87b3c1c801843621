# Matrix products for `cram doctor`, in the dialect of serialised TorchScript.
class Rate(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # Sum of what so many products of random matrices, [size, size], end in. plan, int64: dtype, size, count.
  def multiply(self: __torch__.Rate, plan: Tensor, device: Tensor) -> Tensor:
    size = int(plan[1])
    a = torch.randn([size, size], device=device.device).mul_(size ** -0.5).to(int(plan[0]))
    x = a
    for i in range(int(plan[2])):
      x = torch.matmul(x, a)
    return x.to(6).sum().to(torch.device("cpu"))

  def forward(self: __torch__.Rate, plan: Tensor, device: Tensor) -> Tensor:
    return self.multiply(plan, device)
