  # ---- the decoder with attention, backwards ----
  # Each method takes the slope at what its namesake in attention_decoder.py made, and gives the slope at what that was
  # made of. What the namesake noted comes off the tape: last noted, first taken.

  def norm_back(self: __torch__.Decoder, g: Tensor, i: int, tape: List[Tensor]) -> Tensor:
    if self.present[i] == 0:
      found = g
    elif self.centered:
      scale = tape.pop()
      mean = tape.pop()
      x = tape.pop()
      weight = self.norm_weight(i).to(x.dtype)
      found = torch.native_layer_norm_backward(g, x, weight.shape, mean, scale, weight, None, [True, False, False])[0]
    else:
      scale = tape.pop()
      z = tape.pop()
      slope = g.to(6) * self.norm_weight(i)
      shared = (slope * z).mean([-1], True)
      found = torch.addcmul(slope, z, shared, value=-1).mul_(scale).to(g.dtype)
    return found

  def activate_back(self: __torch__.Decoder, g: Tensor, x: Tensor) -> Tensor:
    if self.activation == "silu":
      found = torch.silu_backward(g, x)
    elif self.activation == "gelu":
      found = torch.gelu_backward(g, x)
    elif self.activation == "gelu_tanh":
      found = torch.gelu_backward(g, x, approximate="tanh")
    else:
      found = torch.threshold_backward(g, x, 0)
    return found

  def attention_back(self: __torch__.Decoder, g: Tensor, w: int, tape: List[Tensor]) -> Tensor:
    return self.linear_back(self.graph_back(self.linear_back(g, w + 8), tape), w + 2)

  def mlp_back(self: __torch__.Decoder, g: Tensor, w: int, tape: List[Tensor]) -> Tensor:
    if self.present[w + 28] == 1:
      found = self.graph_back(g, tape)
    else:
      g = self.linear_back(g, w + 22)
      inner = tape.pop()
      if self.present[w + 18] == 0:
        found = self.linear_back(self.activate_back(g, inner), w + 20)
      else:
        gate, up = inner.chunk(2, -1)
        slopes = [self.activate_back(g * up, gate), self.activate(gate).mul_(g)]
        found = self.linear_back(torch.cat(slopes, -1), w + 18)
    return found

  # The slopes at the residual and at what was added to it.
  def add_back(self: __torch__.Decoder, g: Tensor, i: int, tape: List[Tensor]) -> Tuple[Tensor, Tensor]:
    y = self.norm_back(g, i, tape)
    if self.norm_of_sum:
      g = y
    return (g, self.addend(y))

  # From the slopes at the residual and at what a block was made of, the one at what they both come from by norm i.
  def normed_back(self: __torch__.Decoder, g: Tensor, z: Tensor, i: int, tape: List[Tensor]) -> Tensor:
    if self.onto_normed:
      found = self.norm_back(g + z, i, tape)
    else:
      found = g + self.norm_back(z, i, tape)
    return found

  def layer_back(self: __torch__.Decoder, g: Tensor, layer: int, tape: List[Tensor]) -> Tensor:
    w = self.place(layer)
    if self.parallel:
      y = self.addend(g)
      g = g + self.norm_back(self.mlp_back(y, w, tape), w + 16, tape)
      g = g + self.norm_back(self.attention_back(y, w, tape), w, tape)
    else:
      g, y = self.add_back(g, w + 24, tape)
      g = self.normed_back(g, self.mlp_back(y, w, tape), w + 16, tape)
      g, y = self.add_back(g, w + 14, tape)
      g = self.normed_back(g, self.attention_back(y, w, tape), w, tape)
    return g

  def enter_back(self: __torch__.Decoder, g: Tensor, tape: List[Tensor]) -> Tensor:
    g = self.norm_back(g, 16, tape)
    if self.present[8] == 1:
      g = self.linear_back(g, 8)
    if self.input_scale != 1.:
      g = g * self.input_scale
    return g

  def leave_back(self: __torch__.Decoder, g: Tensor, tape: List[Tensor]) -> Tensor:
    if self.present[10] == 1:
      g = self.linear_back(g, 10)
    return self.norm_back(g, 4, tape)

