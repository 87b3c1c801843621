# The decoder with selective state spaces (Mamba), in the dialect of serialised TorchScript. Java joins it with
# objective.py, packs it with its attributes (Mamba), hands over the weights (WeightLoader) and calls it (Decoder).
# All tensors are float32 unless said.
#
# weights, each followed by its bias: 0 embedding, 2 output head, 4 last norm; then 16 a layer:
#   0 norm, 2 projection of the inputs, 4 convolution, 6 projection to time step, B and C, 8 projection of the time
#   step, 10 logarithm of -A, 12 D, 14 projection of the outputs.
class Decoder(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weights : List[Tensor]
  present : List[int]   # a weight: 1 if the model has it, else 0
  source : Tensor
  layers : int
  eps : float

  def norm(self: __torch__.Decoder, x: Tensor, i: int) -> Tensor:
    return x * torch.rsqrt(x.square().mean([-1], True) + self.eps) * self.weights[i]

  # What ids, [..., L], give to the first layer, [..., L, d], where vectors enter as well.
  def embed(self: __torch__.Decoder, ids: Tensor) -> Tensor:
    return torch.embedding(self.weights[0], ids)

  # Standard deviation over all token embeddings.
  def embedding_std(self: __torch__.Decoder, unused: Tensor) -> Tensor:
    return torch.std(self.weights[0], False)

  # What a layer remembers before the first of inputs like x: [2 a layer], inputs of the convolution,
  # [B, channels, kernel - 1], and the state, [B, channels, state size].
  def new_state(self: __torch__.Decoder, x: Tensor, positions: int) -> List[Tensor]:
    memory = annotate(List[Tensor], [])
    for layer in range(self.layers):
      w = 6 + 16 * layer
      channels, one, kernel = self.weights[w + 4].shape
      memory.append(torch.zeros([x.shape[0], channels, kernel - 1], dtype=6, device=x.device))
      memory.append(torch.zeros([x.shape[0], channels, self.weights[w + 10].shape[1]], dtype=6, device=x.device))
    return memory

  # States h(t) = decay(t) h(t - 1) + input(t) after each of L steps from h, [B, L, channels, state size]. One step
  # after the other: a graph of L small nodes, whose gradient costs as much again.
  def scan(self: __torch__.Decoder, h: Tensor, decay: Tensor, input: Tensor) -> Tensor:
    decays = torch.unbind(decay, 1)
    inputs = torch.unbind(input, 1)
    states = annotate(List[Tensor], [])
    for t in range(len(inputs)):
      h = torch.addcmul(inputs[t], decays[t], h)
      states.append(h)
    return torch.stack(states, 1)

  # Output of a layer's mixer on x, [B, L, d], and what it remembers thereafter.
  def mix(self: __torch__.Decoder, x: Tensor, w: int, before: Tensor, h: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    a = -torch.exp(self.weights[w + 10])
    channels, size = a.shape
    L = x.shape[1]
    u, gate = self.linear(x, w + 2).chunk(2, -1)
    line = torch.cat([before, u.transpose(1, 2)], 2)
    u = torch.conv1d(line, self.weights[w + 4], self.given(w + 5), [1], [0], [1], channels)
    u = torch.silu(u).transpose(1, 2)
    b_and_c = self.linear(u, w + 6)
    rank = b_and_c.shape[2] - 2 * size
    step, b, c = torch.split_with_sizes(b_and_c, [rank, size, size], 2)
    step = torch.softplus(self.linear(step, w + 8))
    states = self.scan(h, torch.exp(step.unsqueeze(3) * a), (step * u).unsqueeze(3) * b.unsqueeze(2))
    y = torch.matmul(states, c.unsqueeze(3)).squeeze(3)
    y = (y + u * self.weights[w + 12]) * torch.silu(gate)
    return (self.linear(y, w + 14), line[:, :, L:], states[:, -1])

  # Last hidden states of inputs x, [B, L, d], after those that the memory, if given, remembers.
  def hidden(self: __torch__.Decoder, x: Tensor, memory: List[Tensor], begin: int) -> Tensor:
    state = memory
    if len(memory) == 0:
      state = self.new_state(x, 0)
    for layer in range(self.layers):
      w = 6 + 16 * layer
      y, before, h = self.mix(self.norm(x, w), w, state[2 * layer], state[2 * layer + 1])
      x = x + y
      if len(memory) > 0:
        memory[2 * layer] = before
        memory[2 * layer + 1] = h
    return self.norm(x, 4)
