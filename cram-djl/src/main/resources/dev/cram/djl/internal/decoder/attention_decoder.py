# The decoder with attention, in the dialect of serialised TorchScript. Java joins it with attention_backward.py and
# objective.py, packs it with its attributes (Attention), hands over the weights (WeightLoader) and calls it (Decoder).
# Weights and activations are of the precision that was chosen; what is float32 whatever it is says so.
#
# weights, each followed by its bias: 0 embedding, 2 output head, 4 last norm, 6 position embeddings, 8 projection of
# the inputs, 10 projection of the outputs, 12 rotary angles a position, [kinds, pairs], 14 slopes of linear biases
# (ALiBi), [heads], 16 norm of the inputs; then 32 a layer:
#   0 norm, 2 query, 4 key, 6 value, 8 output, 10 norm of queries, 12 norm of keys, 14 norm behind attention;
#   16 norm, 18 gate, 20 up, 22 down, 24 norm behind the MLP; 26 sinks, [heads]; 28 router, 30 gate of the shared expert;
#   of which 2, 4 and 6, and 18 and 20 are joined when all are there, at 2 and 18;
# and 6 for each expert: 0 gate, 2 up, 4 down.
class Decoder(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weights : List[Tensor]
  present : List[int]              # a weight: 1 if the model has it, else 0
  source : Tensor
  taping : bool                    # a gradient is wanted: what it needs is noted
  parted : bool                    # layers are on several devices
  layers : int
  heads : int
  kv_heads : int
  head_dim : int
  attention_scales : List[float]   # a layer: factor of the products of queries and keys
  score_cap : float                # these are drawn softly below it; 0: they are not
  alibi_rounded : bool             # linear biases are rounded as bfloat16, and scaled as products are
  qkv_limit : float                # queries, keys and values are clipped to it; 0: they are not
  window : int                     # positions that windowed layers attend to, their own included
  windowed : List[int]             # a layer: 1 if it looks only at the window, else 0
  rotary : List[int]               # a layer: which kind of rotary angles, or -1 for none
  rotary_scales : List[float]      # a kind: factor of cosines and sines; empty: all are 1
  rotary_original : int            # texts of more positions turn by the second half of the kinds; 0: there is none
  interleaved : bool               # neighbors are turned, rather than components half a head apart
  first_position : int             # row of the position embeddings for position 0
  checkpointing : bool             # the gradient keeps the inputs of stages only, and computes the rest again
  piece : int                      # logits that exist at once
  eps : float
  centered : bool                  # layer norm, rather than root mean square norm
  norm_shift : float               # added to the norms' weights
  norm_of_sum : bool               # the norms behind attention and MLP are taken after adding the residual
  parallel : bool                  # attention and MLP both start from the layer's input
  onto_normed : bool               # attention and MLP add to what their norms made, rather than to what these are taken of
  activation : str
  embedding_scale : float
  input_scale : float              # factor of what enters, vectors and embeddings alike
  residual_scale : float           # factor of what attention and MLP add
  logit_scale : float              # factor of the logits
  logit_cap : float                # logits are then drawn softly below it; 0: they are not
  experts : int                    # those of a layer that has a router
  expert_choices : int             # how many of them each position is given to
  shares_normalized : bool         # the shares of those chosen add up to 1
  expert_limit : float             # experts' gates and factors are clipped to it; 0: they are plain
  expert_slope : float             # factor within the sigmoid of clipped gates

  # Places of weights that multiply the same, so that one product does.
  def joined(self: __torch__.Decoder) -> List[List[int]]:
    found = annotate(List[List[int]], [])
    for layer in range(self.layers):
      w = self.place(layer)
      found.append([w + 2, w + 4, w + 6])
      if self.present[w + 18] == 1:
        found.append([w + 18, w + 20])
    return found

  # ---- building blocks ----

  # Index of the first weight of a layer.
  def place(self: __torch__.Decoder, layer: int) -> int:
    return 18 + (32 + 6 * self.experts) * layer

  # Weight of a norm, float32.
  def norm_weight(self: __torch__.Decoder, i: int) -> Tensor:
    weight = self.weights[i].to(6)
    if self.norm_shift != 0.:
      weight = weight + self.norm_shift
    return weight

  # x itself if the model has no such norm. Sums, and what they scale, are float32.
  def norm(self: __torch__.Decoder, x: Tensor, i: int, tape: List[Tensor]) -> Tensor:
    if self.present[i] == 0:
      y = x
    elif self.centered:
      weight = self.norm_weight(i).to(x.dtype)
      y, mean, scale = torch.native_layer_norm(x, weight.shape, weight, self.given(i + 1), self.eps)
      self.note(tape, [x, mean, scale])
    else:
      z = x.to(6)
      scale = torch.rsqrt(z.square().mean([-1], True) + self.eps)
      z = z * scale
      y = (z * self.norm_weight(i)).to(x.dtype)
      self.note(tape, [z, scale])
    return y

  # The same for the components of each head; the weights of a layer norm may be of each head, [heads, d].
  def head_norm(self: __torch__.Decoder, x: Tensor, i: int) -> Tensor:
    weight = self.norm_weight(i)
    if self.centered and weight.dim() == 2:
      y = torch.layer_norm(x, [weight.size(1)], None, None, self.eps) * weight.to(x.dtype)
    else:
      y = self.norm(x, i, annotate(List[Tensor], []))
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
  # [count, count]. With a cache, what it has room for tells how long the text is.
  def context(self: __torch__.Decoder, begin: int, count: int, cache: List[Tensor]) -> List[Tensor]:
    shared = annotate(List[Tensor], [])
    position = torch.arange(begin, begin + count, dtype=6, device=self.weights[0].device)
    if self.present[12] == 1:
      frequencies = self.weights[12]
      if self.rotary_original > 0:
        reach = begin + count
        if len(cache) > 0:
          reach = cache[0].size(2)
        short, long = frequencies.chunk(2)
        frequencies = long if reach > self.rotary_original else short
      angles = position.unsqueeze(1) * frequencies.unsqueeze(1)
      angles = torch.cat([angles, angles], 2)
      table = torch.cat([torch.cos(angles), torch.sin(angles)])
      if len(self.rotary_scales) > 0:
        scales = annotate(List[Tensor], [])
        for scale in self.rotary_scales:
          scales.append(torch.full([1, 1, 1], scale, dtype=6, device=table.device))
        table = table * torch.cat(scales + scales)
      shared = torch.unbind(table.to(self.weights[0].dtype))
    if count > self.window:
      distance = position.unsqueeze(1) - position
      shared.append(torch.logical_and(distance >= 0, distance < self.window))
    return shared

  # How many kinds of rotary angles a text turns by.
  def kinds(self: __torch__.Decoder) -> int:
    kinds = self.weights[12].size(0)
    if self.rotary_original > 0:
      kinds = kinds // 2
    return kinds

  def turn(self: __torch__.Decoder, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    if self.interleaved:
      half = cos.size(1) // 2
      c = cos[:, :half]
      s = sin[:, :half]
      a, b = torch.unbind(torch.unflatten(x, -1, [half, 2]), -1)
      y = torch.flatten(torch.stack([a * c - b * s, b * c + a * s], -1), -2)
    else:
      a, b = x.chunk(2, -1)
      y = x * cos + torch.cat([-b, a], -1) * sin
    return y

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
      device = self.where(i // 2 + 1)
      cache.append(torch.empty([x.shape[0], self.kv_heads, positions, self.head_dim], dtype=x.dtype, device=device))
    return cache

  # Queries, keys or values y, [B, L, heads head_dim], by head, [B, heads, L, head_dim]; normed if the model has norm n
  # (0: none).
  def by_head(self: __torch__.Decoder, y: Tensor, n: int) -> Tensor:
    B = y.size(0)
    L = y.size(1)
    if self.qkv_limit > 0.:
      y = y.clamp(-self.qkv_limit, self.qkv_limit)
    if n > 0 and self.present[n] == 1:
      y = self.head_norm(y.view([B, L, -1, self.weights[n].size(-1)]), n)
    return y.view([B, L, -1, self.head_dim]).transpose(1, 2)

  # Keys or values of all query heads, [B, heads, P, head_dim].
  def grouped(self: __torch__.Decoder, x: Tensor) -> Tensor:
    group = self.heads // self.kv_heads
    if group > 1:
      x = x.unsqueeze(2).expand([-1, -1, group, -1, -1]).flatten(1, 2)
    return x

  # Attention of q, [B, heads, L, head_dim], to k and v, [B, kv_heads, P, head_dim]: causal unless there is a mask, which
  # says so itself; either L is P or L is 1. Grouped heads without the operator's own grouping, whose memory is quadratic.
  def attend(self: __torch__.Decoder, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], scale: float) -> Tensor:
    B, heads, L, d = q.shape
    if L == 1:
      q = q.reshape([B, self.kv_heads, heads // self.kv_heads, d])
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=scale).reshape([B, heads, 1, d])
    else:
      k = self.grouped(k)
      v = self.grouped(v)
      y = torch.scaled_dot_product_attention(q, k, v, mask, 0., mask is None, scale=scale)
    return y

  # The same with scores drawn softly below a cap; its memory is quadratic.
  def attend_capped(self: __torch__.Decoder, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], scale: float) -> Tensor:
    scores = torch.matmul(q, self.grouped(k).transpose(2, 3)) * scale
    scores = torch.tanh(scores / self.score_cap) * self.score_cap
    L = q.size(2)
    if L > 1:
      seen = torch.ones([L, L], dtype=11, device=q.device).tril()
      if mask is not None:
        seen = mask
      scores = scores.masked_fill(torch.logical_not(seen), float("-inf"))
    return torch.matmul(torch.softmax(scores, -1, 6).to(q.dtype), self.grouped(v))

  # What is added to the scores of P keys, [heads, P], over the factor that products of queries and keys get.
  def biases(self: __torch__.Decoder, P: int, scale: float) -> Tensor:
    positions = torch.arange(P, dtype=6, device=self.weights[14].device)
    slopes = self.weights[14].unsqueeze(1)
    if self.alibi_rounded:
      y = (slopes.to(15) * positions.to(15)).to(6)
    else:
      y = slopes * positions / scale
    return y

  # The same with biases of the keys, or with sinks: a key without value, whose scores are the sinks. Both are one more
  # component of queries, 1, and of keys, so that memory is not quadratic; it is padded to 8, which kernels ask for.
  def attend_biased(self: __torch__.Decoder, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], scale: float, sinks: int) -> Tensor:
    B, heads, L, d = q.shape
    k = self.grouped(k)
    v = self.grouped(v)
    if self.present[14] == 1:
      bias = self.biases(k.size(2), scale)
      if self.parted:
        bias = self.moved(bias, k.device)
    else:
      bias = torch.zeros([heads, k.size(2)], dtype=6, device=k.device)
    first = 0
    if self.present[sinks] == 1:
      bias = torch.cat([self.weights[sinks].to(6).unsqueeze(1) / scale, bias], 1)
      k = torch.constant_pad_nd(k, [0, 0, 1, 0])
      v = torch.constant_pad_nd(v, [0, 0, 1, 0])
      if L > 1:
        first = 1
        q = torch.constant_pad_nd(q, [0, 0, 1, 0])
        if mask is not None:
          hidden = torch.constant_pad_nd(torch.logical_not(mask).to(6), [1, 0, 1, 0])
          mask = annotate(Optional[Tensor], torch.eq(hidden, 0.))
    more = torch.constant_pad_nd(bias.to(k.dtype).unsqueeze(2), [0, 7]).unsqueeze(0).expand([B, -1, -1, -1])
    one = torch.constant_pad_nd(torch.ones_like(q[:, :, :, :1]), [0, 7])
    q = torch.cat([q, one], 3)
    k = torch.cat([k, more], 3)
    v = torch.constant_pad_nd(v, [0, 8])
    y = torch.scaled_dot_product_attention(q, k, v, mask, 0., mask is None and L > 1, scale=scale)
    return y[:, :, first:, :d]

  def attention(self: __torch__.Decoder, x: Tensor, layer: int, shared: List[Tensor], cache: List[Tensor], begin: int, tape: List[Tensor]) -> Tensor:
    w = self.place(layer)
    x = self.leaf(self.linear(x, w + 2))
    y = self.made(tape, x, self.attended(x, layer, shared, cache, begin))
    return self.linear(y, w + 8)

  # Of queries, keys and values, [B, L, (heads + 2 kv_heads) head_dim], what the heads find, [B, L, heads head_dim]. Keys and
  # values go to the cache, if there is one, at positions `begin` on.
  def attended(self: __torch__.Decoder, x: Tensor, layer: int, shared: List[Tensor], cache: List[Tensor], begin: int) -> Tensor:
    w = self.place(layer)
    L = x.size(1)
    size = self.kv_heads * self.head_dim
    kind = self.rotary[layer]
    kinds = self.kinds()
    if kind >= 0 and self.present[w + 10] == 0 and self.present[w + 12] == 0:
      qk, v = torch.split_with_sizes(x, [x.size(2) - size, size], 2)
      qk = self.rotate(self.by_head(qk, 0), shared[kind], shared[kinds + kind])
      q, k = torch.split_with_sizes(qk, [self.heads, self.kv_heads], 1)
      v = self.by_head(v, 0)
    else:
      q, k, v = torch.split_with_sizes(x, [x.size(2) - 2 * size, size, size], 2)
      q = self.by_head(q, w + 10)
      k = self.by_head(k, w + 12)
      v = self.by_head(v, 0)
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
    scale = self.attention_scales[layer]
    if self.score_cap > 0.:
      y = self.attend_capped(q, k, v, mask, scale)
    elif self.present[14] == 1 or self.present[w + 26] == 1:
      y = self.attend_biased(q, k, v, mask, scale, w + 26)
    else:
      y = self.attend(q, k, v, mask, scale)
    return y.transpose(1, 2).flatten(2)

  # Output of an expert whose weights begin at i, of x, [n, d]. Of clipped ones gate and factor stand in one matrix, in turns.
  def expert(self: __torch__.Decoder, x: Tensor, i: int) -> Tensor:
    if self.expert_limit > 0.:
      gate, y = torch.unbind(torch.unflatten(self.linear(x, i + 2), -1, [-1, 2]), -1)
      gate = torch.clamp_max(gate, self.expert_limit)
      y = torch.clamp(y, -self.expert_limit, self.expert_limit)
      y = (y + 1.) * (gate * torch.sigmoid(gate * self.expert_slope))
    else:
      y = self.activate(self.linear(x, i)) * self.linear(x, i + 2)
    return self.linear(y, i + 4)

  # Each position of x, [B, L, d], is given to the experts that the router finds likeliest, and gets their outputs by their
  # shares. Expert after expert, each with all of its positions.
  def mixture(self: __torch__.Decoder, x: Tensor, w: int) -> Tensor:
    rows = x.flatten(0, 1)
    likely, which = torch.topk(torch.softmax(self.linear(rows, w + 28).to(6), -1), self.expert_choices, -1)
    if self.shares_normalized:
      likely = likely / likely.sum([-1], True)
    shares = likely.to(x.dtype).flatten()
    line = which.flatten()
    order = torch.argsort(line, stable=True, dim=0, descending=False)
    counts = torch.bincount(line, None, self.experts).to(torch.device("cpu"))
    y = torch.zeros_like(rows)
    begin = 0
    for e in range(self.experts):
      end = begin + int(counts[e])
      if end > begin:
        mine = order[begin:end]
        at = torch.floor_divide(mine, self.expert_choices)
        found = self.expert(rows.index_select(0, at), w + 32 + 6 * e) * shares.index_select(0, mine).unsqueeze(1)
        y = torch.index_add(y, 0, at, found)
      begin = end
    return y.view(x.shape)

  def mlp(self: __torch__.Decoder, x: Tensor, w: int, tape: List[Tensor]) -> Tensor:
    if self.present[w + 28] == 0:
      y = self.dense(x, w, tape)
    else:
      x = self.leaf(x)
      y = self.mixture(x, w)
      if self.present[w + 22] == 1:
        y = y + torch.sigmoid(self.linear(x, w + 30)) * self.dense(x, w, annotate(List[Tensor], []))
      y = self.made(tape, x, y)
    return y

  # The MLP of a layer without experts, or the expert that all positions share.
  def dense(self: __torch__.Decoder, x: Tensor, w: int, tape: List[Tensor]) -> Tensor:
    if self.present[w + 18] == 0:
      inner = self.linear(x, w + 20)
      y = self.activate(inner)
    else:
      inner = self.linear(x, w + 18)
      gate, up = inner.chunk(2, -1)
      y = self.activate(gate) * up
    self.note(tape, [inner])
    return self.linear(y, w + 22)

  # What a block adds to the residual.
  def addend(self: __torch__.Decoder, y: Tensor) -> Tensor:
    if self.residual_scale != 1.:
      y = y * self.residual_scale
    return y

  # The residual x plus what a block made of it, y, with the norm behind the block.
  def add(self: __torch__.Decoder, x: Tensor, y: Tensor, i: int, tape: List[Tensor]) -> Tensor:
    y = self.addend(y)
    if self.norm_of_sum:
      z = self.norm(x + y, i, tape)
    else:
      z = x + self.norm(y, i, tape)
    return z

  # Before the first layer: inputs x, [B, L, d], at positions `begin` on.
  def enter(self: __torch__.Decoder, x: Tensor, begin: int, tape: List[Tensor]) -> Tensor:
    if self.input_scale != 1.:
      x = x * self.input_scale
    if self.present[8] == 1:
      x = self.linear(x, 8)
    if self.present[6] == 1:
      first = self.first_position + begin
      x = x + self.weights[6][first:first + x.size(1)]
    return self.norm(x, 16, tape)

  def layer(self: __torch__.Decoder, x: Tensor, layer: int, shared: List[Tensor], cache: List[Tensor], begin: int, tape: List[Tensor]) -> Tensor:
    w = self.place(layer)
    z = self.norm(x, w, tape)
    y = self.attention(z, layer, shared, cache, begin, tape)
    if self.parallel:
      x = x + self.addend(y) + self.addend(self.mlp(self.norm(x, w + 16, tape), w, tape))
    else:
      if self.onto_normed:
        x = z
      x = self.add(x, y, w + 14, tape)
      z = self.norm(x, w + 16, tape)
      y = self.mlp(z, w, tape)
      if self.onto_normed:
        x = z
      x = self.add(x, y, w + 24, tape)
    return x

  # Behind the last layer.
  def leave(self: __torch__.Decoder, x: Tensor, tape: List[Tensor]) -> Tensor:
    x = self.norm(x, 4, tape)
    if self.present[10] == 1:
      x = self.linear(x, 10)
    return x

