# The decoder with attention, in the dialect of serialised TorchScript. Java joins it with objective.py, packs it with
# its attributes (Attention), hands over the weights (WeightLoader) and calls it (Decoder). Weights and activations are
# of the precision that was chosen; what is float32 whatever it is says so.
#
# weights, each followed by its bias: 0 embedding, 2 output head, 4 last norm, 6 position embeddings, 8 projection of
# the inputs, 10 projection of the outputs, 12 rotary angles a position, [kinds, pairs]; then 26 a layer:
#   0 norm, 2 query, 4 key, 6 value, 8 output, 10 norm of queries, 12 norm of keys, 14 norm behind attention;
#   16 norm, 18 gate, 20 up, 22 down, 24 norm behind the MLP.
class Decoder(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weights : List[Tensor]
  present : List[int]              # a weight: 1 if the model has it, else 0
  source : Tensor
  layers : int
  heads : int
  kv_heads : int
  head_dim : int
  attention_scales : List[float]   # a layer: factor of the products of queries and keys
  qkv_limit : float                # queries, keys and values are clipped to it; 0: they are not
  window : int                     # positions that windowed layers attend to, their own included
  windowed : List[int]             # a layer: 1 if it looks only at the window, else 0
  rotary : List[int]               # a layer: which kind of rotary angles, or -1 for none
  first_position : int             # row of the position embeddings for position 0
  checkpointing : bool             # the gradient keeps the inputs of stages only, and computes the rest again
  piece : int                      # logits that exist at once
  eps : float
  centered : bool                  # layer norm, rather than root mean square norm
  norm_shift : float               # added to the norms' weights
  norm_of_sum : bool               # the norms behind attention and MLP are taken after adding the residual
  parallel : bool                  # attention and MLP both start from the layer's input
  activation : str
  embedding_scale : float

  # ---- building blocks ----

  # x itself if the model has no such norm. Sums, and what they scale, are float32.
  def norm(self: __torch__.Decoder, x: Tensor, i: int) -> Tensor:
    if self.present[i] == 0:
      y = x
    else:
      weight = self.weights[i].to(6)
      if self.norm_shift != 0.:
        weight = weight + self.norm_shift
      if self.centered:
        y = torch.layer_norm(x, weight.shape, weight.to(x.dtype), self.given(i + 1), self.eps)
      else:
        z = x.to(6)
        y = (z * torch.rsqrt(z.square().mean([-1], True) + self.eps) * weight).to(x.dtype)
    return y

  def activate(self: __torch__.Decoder, x: Tensor) -> Tensor:
    if self.activation == "silu":
      y = torch.silu(x)
    elif self.activation == "gelu":
      y = torch.gelu(x)
    elif self.activation == "gelu_tanh":
      y = torch.gelu(x, approximate="tanh")
    else:
      y = torch.relu(x)
    return y

  # ---- positions ----

  # What all layers share for count positions from `begin` on: the cosines of each kind of rotary angles, [count,
  # rotating components of a head], their sines, and, if a window is shorter, which positions it lets each attend to,
  # [count, count].
  def context(self: __torch__.Decoder, begin: int, count: int) -> List[Tensor]:
    frequencies = self.weights[12]
    position = torch.arange(begin, begin + count, dtype=6, device=frequencies.device)
    angles = position.unsqueeze(1) * frequencies.unsqueeze(1)
    angles = torch.cat([angles, angles], 2)
    shared = torch.unbind(torch.cat([torch.cos(angles), torch.sin(angles)]).to(self.weights[0].dtype))
    if count > self.window:
      distance = position.unsqueeze(1) - position
      shared.append(torch.logical_and(distance >= 0, distance < self.window))
    return shared

  def turn(self: __torch__.Decoder, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    a, b = x.chunk(2, -1)
    return x * cos + torch.cat([-b, a], -1) * sin

  # Turns the first components of every head; the others stay.
  def rotate(self: __torch__.Decoder, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    n = cos.size(1)
    if n == self.head_dim:
      y = self.turn(x, cos, sin)
    else:
      y = torch.cat([self.turn(x[:, :, :, :n], cos, sin), x[:, :, :, n:]], -1)
    return y

  # ---- the network ----

  # What ids, [..., L], give to the network's first layer, [..., L, d], where vectors enter as well.
  def embed(self: __torch__.Decoder, ids: Tensor) -> Tensor:
    x = torch.embedding(self.weights[0], ids)
    if self.embedding_scale != 1.:
      x = x * self.embedding_scale
    return x

  # Standard deviation over all token embeddings, as the first layer sees them.
  def embedding_std(self: __torch__.Decoder, unused: Tensor) -> Tensor:
    return self.deviation(self.weights[0]) * self.embedding_scale

  # An empty cache of keys and values for inputs like x, [2 a layer][B, kv_heads, positions, head_dim].
  def new_state(self: __torch__.Decoder, x: Tensor, positions: int) -> List[Tensor]:
    cache = annotate(List[Tensor], [])
    for i in range(2 * self.layers):
      cache.append(torch.empty([x.shape[0], self.kv_heads, positions, self.head_dim], dtype=x.dtype, device=x.device))
    return cache

  # Queries, keys or values of x, [B, L, d], by head, [B, heads, L, head_dim]; normed if the model has norm n (0: none).
  def by_head(self: __torch__.Decoder, x: Tensor, i: int, n: int) -> Tensor:
    B = x.size(0)
    L = x.size(1)
    y = self.linear(x, i)
    if self.qkv_limit > 0.:
      y = y.clamp(-self.qkv_limit, self.qkv_limit)
    if n > 0 and self.present[n] == 1:
      y = self.norm(y.view([B, L, -1, self.weights[n].size(0)]), n)
    return y.view([B, L, -1, self.head_dim]).transpose(1, 2)

  # Attention of q, [B, heads, L, head_dim], to k and v, [B, kv_heads, P, head_dim]: causal unless there is a mask, which
  # says so itself; either L is P or L is 1. Grouped heads without the operator's own grouping, whose memory is quadratic.
  def attend(self: __torch__.Decoder, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], scale: float) -> Tensor:
    B, heads, L, d = q.shape
    group = heads // self.kv_heads
    if L == 1:
      q = q.reshape([B, self.kv_heads, group, d])
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=scale).reshape([B, heads, 1, d])
    else:
      if group > 1:
        k = k.unsqueeze(2).expand([-1, -1, group, -1, -1]).flatten(1, 2)
        v = v.unsqueeze(2).expand([-1, -1, group, -1, -1]).flatten(1, 2)
      y = torch.scaled_dot_product_attention(q, k, v, mask, 0., mask is None, scale=scale)
    return y

  # Keys and values go to the cache, if there is one, at positions `begin` on.
  def attention(self: __torch__.Decoder, x: Tensor, layer: int, shared: List[Tensor], cache: List[Tensor], begin: int) -> Tensor:
    w = 14 + 26 * layer
    L = x.size(1)
    q = self.by_head(x, w + 2, w + 10)
    k = self.by_head(x, w + 4, w + 12)
    v = self.by_head(x, w + 6, 0)
    kind = self.rotary[layer]
    kinds = self.weights[12].size(0)
    if kind >= 0:
      q = self.rotate(q, shared[kind], shared[kinds + kind])
      k = self.rotate(k, shared[kind], shared[kinds + kind])
    windowed = self.windowed[layer] == 1
    if len(cache) > 0:
      end = begin + L
      keys = cache[2 * layer]
      values = cache[2 * layer + 1]
      keys[:, :, begin:end].copy_(k)
      values[:, :, begin:end].copy_(v)
      first = 0
      if windowed and L == 1:
        first = max(0, end - self.window)
      k = keys[:, :, first:end]
      v = values[:, :, first:end]
    mask = annotate(Optional[Tensor], None)
    if windowed and len(shared) > 2 * kinds:
      mask = shared[2 * kinds]
    y = self.attend(q, k, v, mask, self.attention_scales[layer])
    return self.linear(y.transpose(1, 2).flatten(2), w + 8)

  def mlp(self: __torch__.Decoder, x: Tensor, w: int) -> Tensor:
    y = self.linear(x, w + 20)
    if self.present[w + 18] == 0:
      y = self.activate(y)
    else:
      y = self.activate(self.linear(x, w + 18)) * y
    return self.linear(y, w + 22)

  # The residual x plus what a block made of it, y, with the norm behind the block.
  def add(self: __torch__.Decoder, x: Tensor, y: Tensor, i: int) -> Tensor:
    if self.norm_of_sum:
      z = self.norm(x + y, i)
    else:
      z = x + self.norm(y, i)
    return z

  # Before the first layer: inputs x, [B, L, d], at positions `begin` on.
  def enter(self: __torch__.Decoder, x: Tensor, begin: int) -> Tensor:
    if self.present[8] == 1:
      x = self.linear(x, 8)
    if self.present[6] == 1:
      first = self.first_position + begin
      x = x + self.weights[6][first:first + x.size(1)]
    return x

  def layer(self: __torch__.Decoder, x: Tensor, layer: int, shared: List[Tensor], cache: List[Tensor], begin: int) -> Tensor:
    w = 14 + 26 * layer
    y = self.attention(self.norm(x, w), layer, shared, cache, begin)
    if self.parallel:
      x = x + y + self.mlp(self.norm(x, w + 16), w)
    else:
      x = self.add(x, y, w + 14)
      x = self.add(x, self.mlp(self.norm(x, w + 16), w), w + 24)
    return x

  # Behind the last layer.
  def leave(self: __torch__.Decoder, x: Tensor) -> Tensor:
    x = self.norm(x, 4)
    if self.present[10] == 1:
      x = self.linear(x, 10)
    return x
