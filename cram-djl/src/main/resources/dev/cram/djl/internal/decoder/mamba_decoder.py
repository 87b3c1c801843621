# The decoder with selective state spaces (Mamba 1 and 2), in the dialect of serialised TorchScript. Java joins it with
# objective.py, packs it with its attributes (Mamba), hands over the weights (WeightLoader) and calls it (Decoder).
# Weights and activations are of the precision that was chosen; the state and what it is made of are float32.
#
# weights, each followed by its bias: 0 embedding, 2 output head, 4 last norm; then 18 a layer:
#   0 norm, 2 projection of the inputs, 4 convolution, 6 projection to time step, B and C, 8 projection of the time
#   step, 10 logarithm of -A, 12 D, 14 projection of the outputs, 16 norm of the gated outputs.
# Mamba 2 has neither projection 6 nor matrix 8, of which there is the bias alone.
class Decoder(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weights : List[Tensor]
  present : List[int]   # a weight: 1 if the model has it, else 0
  source : Tensor
  taping : bool         # a gradient is wanted: what it needs is noted
  parted : bool         # layers are on several devices
  layers : int
  checkpointing : bool  # the gradient keeps the inputs of stages only, and computes the rest again
  piece : int           # logits that exist at once
  eps : float
  mixer_eps : float     # time step, B and C are normed with it; 0: they are not
  heads : int           # those of Mamba 2, each with one A and D; 0: Mamba 1, where each channel has its own
  groups : int          # groups of heads that share B and C
  states : int          # state of a channel of Mamba 2
  least_step : float    # time steps of Mamba 2 are clipped to these
  largest_step : float
  logit_scale : float   # factor of the logits
  logit_cap : float     # logits are then drawn softly below it; 0: they are not

  # Index of the first weight of a layer.
  def place(self: __torch__.Decoder, layer: int) -> int:
    return 6 + 18 * layer

  # No weights multiply the same.
  def joined(self: __torch__.Decoder) -> List[List[int]]:
    return annotate(List[List[int]], [])

  def norm(self: __torch__.Decoder, x: Tensor, i: int) -> Tensor:
    z = x.to(6)
    return (z * torch.rsqrt(z.square().mean([-1], True) + self.eps) * self.weights[i].to(6)).to(x.dtype)

  # Time step, B or C, normed if the model says so.
  def mixer_norm(self: __torch__.Decoder, x: Tensor) -> Tensor:
    if self.mixer_eps > 0.:
      z = x.to(6)
      x = (z * torch.rsqrt(z.square().mean([-1], True) + self.mixer_eps)).to(x.dtype)
    return x

  # What ids, [..., L], give to the first layer, [..., L, d], where vectors enter as well.
  def embed(self: __torch__.Decoder, ids: Tensor) -> Tensor:
    return torch.embedding(self.weights[0], ids)

  # Standard deviation over all token embeddings.
  def embedding_std(self: __torch__.Decoder, unused: Tensor) -> Tensor:
    return self.deviation(self.weights[0])

  # Nothing is shared by all layers.
  def context(self: __torch__.Decoder, begin: int, count: int, cache: List[Tensor]) -> List[Tensor]:
    return annotate(List[Tensor], [])

  # What layers `begin` to before `end` remember before the first of inputs like x: [2 a layer], inputs of the
  # convolution, [B, kernel - 1, channels], and the state, [B, state size, channels] or [B, heads, channels of a head,
  # state size].
  def nothing(self: __torch__.Decoder, x: Tensor, begin: int, end: int) -> List[Tensor]:
    memory = annotate(List[Tensor], [])
    for layer in range(begin, end):
      w = self.place(layer)
      channels, one, kernel = self.weights[w + 4].shape
      device = self.where(layer + 1)
      memory.append(torch.zeros([x.shape[0], kernel - 1, channels], dtype=x.dtype, device=device))
      if self.heads > 0:
        state = [x.shape[0], self.heads, self.weights[w + 14].shape[1] // self.heads, self.states]
      else:
        state = [x.shape[0], self.weights[w + 10].shape[1], channels]
      memory.append(torch.zeros(state, dtype=6, device=device))
    return memory

  def new_state(self: __torch__.Decoder, x: Tensor, positions: int) -> List[Tensor]:
    return self.nothing(x, 0, self.layers)

  # x, [B, L, n], in chunks of l positions, [B K, l, n], the last filled up with zeros.
  def chunked(self: __torch__.Decoder, x: Tensor, l: int) -> Tensor:
    missing = -x.size(1) % l
    if missing > 0:
      x = torch.constant_pad_nd(x, [0, 0, 0, missing])
    return x.reshape([-1, l, x.size(2)])

  # State h, [B, state size, channels], after L steps h(t) = exp(step(t) a) h(t - 1) + b(t) x(t), and what is read from it
  # after each, c(t) h(t), [B, L, channels]; step and x are [B, L, channels], b and c [B, L, state size], a [state size,
  # channels]. One step after the other; where an operation takes longer to start than to compute, those of chunks of 8
  # positions, of all chunks at once: first from nothing, then from where the chunk before has ended. Nothing is divided by
  # a decay. The gradient keeps decay and state of each step, with chunks both states.
  def scan(self: __torch__.Decoder, h: Tensor, a: Tensor, step: Tensor, x: Tensor, b: Tensor, c: Tensor) -> Tuple[Tensor, Tensor]:
    B, L, channels = x.shape
    l = L
    if L > 16 and (x.is_cuda or B * a.numel() < 8192):
      l = 8
    step = self.chunked(step, l)
    decays = torch.unbind(torch.exp(step.unsqueeze(2) * a), 1)
    xs = torch.unbind(self.chunked(x, l).unsqueeze(2), 1)
    bs = torch.unbind(self.chunked(b, l).unsqueeze(3), 1)
    readers = torch.unbind(self.chunked(c, l).unsqueeze(2), 1)
    chunks = [B, step.size(0) // B, a.size(0), channels]
    if chunks[1] > 1:
      end = torch.bmm(bs[0], xs[0])
      for t in range(1, l):
        end = torch.baddbmm(decays[t] * end, bs[t], xs[t])
      ends = torch.unbind(end.view(chunks), 1)
      kept = torch.unbind(torch.exp(step.sum([1], True) * a).view(chunks), 1)
      starts = [h]
      for k in range(chunks[1] - 1):
        h = (kept[k] * h).add_(ends[k])
        starts.append(h)
      h = torch.stack(starts, 1).flatten(0, 1)
    outputs = annotate(List[Tensor], [])
    for t in range(l):
      h = torch.baddbmm(decays[t] * h, bs[t], xs[t])
      outputs.append(torch.bmm(readers[t], h))
    return (h.view(chunks)[:, -1], torch.cat(outputs, 1).view([B, -1, channels])[:, :L])

  # Each channel of x, [B, kernel - 1 + L, channels], convolved along the positions, [B, L, channels].
  def convolve(self: __torch__.Decoder, x: Tensor, i: int) -> Tensor:
    taps = torch.unbind(self.weights[i].squeeze(1), 1)
    L = x.size(1) - len(taps) + 1
    y = x[:, :L] * taps[0]
    for j in range(1, len(taps)):
      y = torch.addcmul(y, x[:, j:j + L], taps[j])
    if self.present[i + 1] == 1:
      y = y + self.weights[i + 1]
    return y

  # Output of a layer's mixer on x, [B, L, d], and what it remembers thereafter.
  def mix(self: __torch__.Decoder, x: Tensor, w: int, before: Tensor, h: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    a = -torch.exp(self.weights[w + 10].to(6).t().contiguous())
    size = a.size(0)
    u, gate = self.linear(x, w + 2).chunk(2, -1)
    line = torch.cat([before, u], 1)
    u = torch.silu(self.convolve(line, w + 4))
    step_b_c = self.linear(u, w + 6)
    step, b, c = torch.split_with_sizes(step_b_c, [step_b_c.size(2) - 2 * size, size, size], 2)
    if self.mixer_eps > 0.:
      step = self.mixer_norm(step)
      b = self.mixer_norm(b)
      c = self.mixer_norm(c)
    step = torch.softplus(self.linear(step, w + 8).to(6))
    u = u.to(6)
    h, y = self.scan(h, a, step, step * u, b.to(6), c.to(6))
    y = (y + u * self.weights[w + 12]).to(x.dtype) * torch.silu(gate)
    return (self.linear(y, w + 14), line[:, x.size(1):], h)

  # One piece of a scan by head, from state h, [B, heads, channels of a head, state size]: what is read, [B, heads, l,
  # channels of a head], and the state thereafter. x is [B, heads, l, channels of a head], b and c [B, heads, l, state
  # size], decay the logarithm of each step's, [B, heads, l]: every step sees all before it at once.
  def scan_piece(self: __torch__.Decoder, h: Tensor, x: Tensor, decay: Tensor, b: Tensor, c: Tensor) -> Tuple[Tensor, Tensor]:
    l = x.size(2)
    sums = decay.cumsum(-1)
    whole = sums[:, :, -1:]
    later = torch.ones([l, l], dtype=11, device=x.device).triu(1)
    between = (sums.unsqueeze(3) - sums.unsqueeze(2)).masked_fill(later, float("-inf"))
    seen = torch.matmul(c, b.transpose(2, 3)) * torch.exp(between)
    y = torch.matmul(seen, x) + torch.matmul(c, h.transpose(2, 3)) * torch.exp(sums).unsqueeze(3)
    left = torch.exp(whole - sums).unsqueeze(3)
    h = h * torch.exp(whole).unsqueeze(3) + torch.matmul(x.transpose(2, 3), b * left)
    return (y, h)

  # The same as `mix` by the head: Mamba 2.
  def mix_by_head(self: __torch__.Decoder, x: Tensor, w: int, before: Tensor, h: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    B = x.size(0)
    L = x.size(1)
    inner = self.weights[w + 14].size(1)
    shared = self.groups * self.states
    gate, line, step = torch.split_with_sizes(self.linear(x, w + 2), [inner, inner + 2 * shared, self.heads], 2)
    line = torch.cat([before, line], 1)
    u, b, c = torch.split_with_sizes(torch.silu(self.convolve(line, w + 4)).to(6), [inner, shared, shared], 2)
    step = torch.softplus(step.to(6) + self.weights[w + 9].to(6)).clamp(self.least_step, self.largest_step).transpose(1, 2)
    decay = -torch.exp(self.weights[w + 10].to(6)).unsqueeze(1) * step
    u = u.view([B, L, self.heads, -1]).transpose(1, 2)
    each = self.heads // self.groups
    b = b.view([B, L, self.groups, -1]).transpose(1, 2).repeat_interleave(each, 1)
    c = c.view([B, L, self.groups, -1]).transpose(1, 2).repeat_interleave(each, 1)
    xs = torch.split(u * step.unsqueeze(3), 64, 2)
    decays = torch.split(decay, 64, 2)
    bs = torch.split(b, 64, 2)
    cs = torch.split(c, 64, 2)
    outputs = annotate(List[Tensor], [])
    for i in range(len(xs)):
      y, h = self.scan_piece(h, xs[i], decays[i], bs[i], cs[i])
      outputs.append(y)
    y = torch.cat(outputs, 2) + u * self.weights[w + 12].to(6).view([-1, 1, 1])
    y = y.transpose(1, 2).flatten(2) * torch.silu(gate.to(6))
    y = y.view([B, L, self.groups, -1])
    y = (y * torch.rsqrt(y.square().mean([-1], True) + self.eps)).flatten(2) * self.weights[w + 16].to(6)
    return (self.linear(y.to(x.dtype), w + 14), line[:, L:], h)

  def enter(self: __torch__.Decoder, x: Tensor, begin: int, tape: List[Tensor]) -> Tensor:
    return x

  # A layer of inputs x, [B, L, d], after those that the memory, if given, remembers.
  def layer(self: __torch__.Decoder, x: Tensor, layer: int, shared: List[Tensor], memory: List[Tensor], begin: int, tape: List[Tensor]) -> Tensor:
    w = self.place(layer)
    x = self.leaf(x)
    if len(memory) == 0:
      state = self.nothing(x, layer, layer + 1)
    else:
      state = [memory[2 * layer], memory[2 * layer + 1]]
    if self.heads > 0:
      y, before, h = self.mix_by_head(self.norm(x, w), w, state[0], state[1])
    else:
      y, before, h = self.mix(self.norm(x, w), w, state[0], state[1])
    if len(memory) > 0:
      memory[2 * layer] = before
      memory[2 * layer + 1] = h
    return self.made(tape, x, x + y)

  def leave(self: __torch__.Decoder, x: Tensor, tape: List[Tensor]) -> Tensor:
    x = self.leaf(x)
    return self.made(tape, x, self.norm(x, 4))

  # The same backwards: PyTorch differentiates them.
  def enter_back(self: __torch__.Decoder, g: Tensor, tape: List[Tensor]) -> Tensor:
    return g

  def layer_back(self: __torch__.Decoder, g: Tensor, layer: int, tape: List[Tensor]) -> Tensor:
    return self.graph_back(g, tape)

  def leave_back(self: __torch__.Decoder, g: Tensor, tape: List[Tensor]) -> Tensor:
    return self.graph_back(g, tape)
