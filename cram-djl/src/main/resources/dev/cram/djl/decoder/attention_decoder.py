# The decoder with attention, in the dialect of serialised TorchScript. Java packs it with its attributes
# (TorchArchive), hands over the weights (WeightLoader) and calls it (Decoder). Tensors are float32 unless said.
#
# weights: embedding, last norm, output head (empty: tied to the embedding), then 16 a layer:
#   0 norm; 1 2 query, 3 4 key, 5 6 value, 7 8 output (weight, bias); 9 norm; 10 11 gate, 12 13 up, 14 15 down.
# An empty tensor stands for a weight that the model does not have.
class AttentionDecoder(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  heads : int
  kv_heads : int
  head_dim : int
  eps : float
  weights : List[Tensor]
  frequencies : Tensor

  # ---- weights enter once ----

  def start(self: __torch__.AttentionDecoder, frequencies: Tensor) -> Tensor:
    self.frequencies = frequencies.clone()
    return self.frequencies

  def allocate(self: __torch__.AttentionDecoder, weight: Tensor) -> Tensor:
    self.weights.append(weight)
    return weight

  # Copies a piece, [n], into the weight allocated last, from element `begin` (int64) on.
  def fill(self: __torch__.AttentionDecoder, piece: Tensor, begin: Tensor) -> Tensor:
    a = int(begin)
    self.weights[-1].view([-1])[a:a + piece.shape[0]].copy_(piece)
    return begin

  def embedding_std(self: __torch__.AttentionDecoder, unused: Tensor) -> Tensor:
    return torch.std(self.weights[0], False)

  # ---- the network ----

  def head(self: __torch__.AttentionDecoder) -> Tensor:
    head = self.weights[2]
    if head.numel() == 0:
      head = self.weights[0]
    return head

  def linear(self: __torch__.AttentionDecoder, x: Tensor, i: int) -> Tensor:
    bias = self.weights[i + 1]
    if bias.numel() == 0:
      y = torch.linear(x, self.weights[i], None)
    else:
      y = torch.linear(x, self.weights[i], bias)
    return y

  def norm(self: __torch__.AttentionDecoder, x: Tensor, i: int) -> Tensor:
    return x * torch.rsqrt(x.square().mean([-1], True) + self.eps) * self.weights[i]

  # Cosines and sines of positions 0 to count - 1, [count, head_dim].
  def rotary(self: __torch__.AttentionDecoder, count: int) -> Tuple[Tensor, Tensor]:
    f = self.frequencies
    angles = torch.outer(torch.arange(count, dtype=6, device=f.device), f)
    angles = torch.cat([angles, angles], 1)
    return (torch.cos(angles), torch.sin(angles))

  def rotate(self: __torch__.AttentionDecoder, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    a, b = x.chunk(2, -1)
    return x * cos + torch.cat([-b, a], -1) * sin

  # Causal attention of q, [B, heads, L, head_dim], to the last L of k and v, [B, kv_heads, P, head_dim], and those
  # before; either L is P or L is 1. Grouped heads without the operator's own grouping, whose memory is quadratic.
  def attend(self: __torch__.AttentionDecoder, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    B, heads, L, d = q.shape
    group = heads // self.kv_heads
    if L == 1:
      q = q.reshape([B, self.kv_heads, group, d])
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., False).reshape([B, heads, 1, d])
    else:
      if group > 1:
        k = k.repeat_interleave(group, 1)
        v = v.repeat_interleave(group, 1)
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
    return y

  # Keys and values go to the cache, if there is one, at positions `begin` on; [2 a layer][B, kv_heads, P, head_dim].
  def attention(self: __torch__.AttentionDecoder, x: Tensor, layer: int, cos: Tensor, sin: Tensor, cache: List[Tensor], begin: int) -> Tensor:
    w = 3 + 16 * layer
    B, L, d = x.shape
    q = self.linear(x, w + 1).view([B, L, self.heads, self.head_dim]).transpose(1, 2)
    k = self.linear(x, w + 3).view([B, L, self.kv_heads, self.head_dim]).transpose(1, 2)
    v = self.linear(x, w + 5).view([B, L, self.kv_heads, self.head_dim]).transpose(1, 2)
    q = self.rotate(q, cos, sin)
    k = self.rotate(k, cos, sin)
    if len(cache) > 0:
      keys = cache[2 * layer]
      values = cache[2 * layer + 1]
      keys[:, :, begin:begin + L].copy_(k)
      values[:, :, begin:begin + L].copy_(v)
      k = keys[:, :, :begin + L]
      v = values[:, :, :begin + L]
    y = self.attend(q, k, v)
    return self.linear(y.transpose(1, 2).reshape([B, L, self.heads * self.head_dim]), w + 7)

  # Last hidden states of inputs x, [B, L, d]. With a cache either begin is 0 or L is 1.
  def hidden(self: __torch__.AttentionDecoder, x: Tensor, cos: Tensor, sin: Tensor, cache: List[Tensor], begin: int) -> Tensor:
    for layer in range(self.layers):
      w = 3 + 16 * layer
      x = x + self.attention(self.norm(x, w), layer, cos, sin, cache, begin)
      h = self.norm(x, w + 9)
      x = x + self.linear(torch.silu(self.linear(h, w + 10)) * self.linear(h, w + 12), w + 14)
    return self.norm(x, 1)

  # ---- the objective ----
  # ids: [T, L], int64, the objective's texts, padded. plan: [2, B], int64: each row's text and its length.
  # The tokens of all rows, without padding, stand in one line of N: row after row.

  # The rows' ids, [B, longest], and where the line's tokens stand in them, [N].
  def choose(self: __torch__.AttentionDecoder, ids: Tensor, plan: Tensor) -> Tuple[Tensor, Tensor]:
    length = plan[1]
    longest = int(length.max())
    rows = torch.index_select(ids, 0, plan[0])[:, :longest]
    real = torch.arange(longest, device=ids.device).unsqueeze(0) < length.unsqueeze(1)
    return (rows, torch.nonzero(real.flatten()).squeeze(1))

  # The hidden states that predict the rows' tokens, [B, longest, d]: the logits at k - 1 + i predict token i + 1.
  def predicting(self: __torch__.AttentionDecoder, vectors: Tensor, rows: Tensor) -> Tensor:
    x = torch.cat([vectors, torch.embedding(self.weights[0], rows[:, :-1])], 1)
    cos, sin = self.rotary(x.shape[1])
    return self.hidden(x, cos, sin, annotate(List[Tensor], []), 0)[:, vectors.shape[1] - 1:]

  # From hidden states h, [N, d]: cross-entropy and margin at temperature 1 and cross-entropy at the temperature,
  # [3, N]; with `slopes` also the gradient of the latter with respect to h, [N, d]: (softmax - onehot) head / t,
  # without a graph. Piece by piece in one buffer of 64 MB of logits.
  def measure(self: __torch__.AttentionDecoder, h: Tensor, targets: Tensor, temperature: Tensor, slopes: bool) -> Tuple[Tensor, Tensor]:
    head = self.head()
    n = h.shape[0]
    step = max(1, 16777216 // head.shape[0])
    plain = bool(torch.eq(temperature, 1.).all())
    scores = torch.empty([3, n], dtype=6, device=h.device)
    slope = torch.empty([n if slopes else 0, h.shape[1]], dtype=6, device=h.device)
    for piece in range((n + step - 1) // step):
      a = piece * step
      b = min(a + step, n)
      z = torch.linear(h[a:b], head, None)
      target = targets[a:b].unsqueeze(1)
      t = temperature[a:b].unsqueeze(1)
      true = z.gather(1, target)
      other = z.scatter_(1, target, -3.4028234663852886e+38).amax([1], True)
      top = torch.maximum(true, other)
      gap = top - true
      z.scatter_(1, target, true).sub_(top)
      if plain:
        p = z.exp_()
        sum = p.sum([1], True)
        ce = torch.log(sum) + gap
        soft = ce
      else:
        ce = torch.log(torch.exp(z).sum([1], True)) + gap
        p = z.div_(t).exp_()
        sum = p.sum([1], True)
        soft = torch.log(sum) + gap / t
      scores[:, a:b].copy_(torch.cat([ce, true - other, soft], 1).t())
      if slopes:
        slope[a:b].copy_((torch.matmul(p, head) / sum - torch.embedding(head, targets[a:b])) / t)
    return (scores, slope)

  # [3, N] of rows at vectors [B, k, d], temperatures [N].
  def scores(self: __torch__.AttentionDecoder, vectors: Tensor, ids: Tensor, plan: Tensor, temperature: Tensor) -> Tensor:
    rows, line = self.choose(ids, plan)
    h = self.predicting(vectors, rows).flatten(0, 1).index_select(0, line)
    return self.measure(h, rows.flatten().index_select(0, line), temperature, False)[0]

  # [3, N], and the gradient of every row's loss with respect to its vectors, [B, k, d]; weights [N].
  def gradient(self: __torch__.AttentionDecoder, vectors: Tensor, ids: Tensor, plan: Tensor, temperature: Tensor, weights: Tensor) -> Tuple[Tensor, Tensor]:
    rows, line = self.choose(ids, plan)
    m = vectors.detach().requires_grad_(True)
    torch.set_grad_enabled(True)
    h = self.predicting(m, rows).flatten(0, 1).index_select(0, line)
    torch.set_grad_enabled(False)
    scores, slope = self.measure(h.detach(), rows.flatten().index_select(0, line), temperature, True)
    g = torch.grad([h], [m], annotate(List[Optional[Tensor]], [slope * weights.unsqueeze(1)]))[0]
    return (scores, unchecked_cast(Tensor, g))

  # [3, N], and the gradient of the cross-entropy of token i of every row, [longest, B, k, d]; 0 beyond a row's end.
  def token_gradients(self: __torch__.AttentionDecoder, vectors: Tensor, ids: Tensor, plan: Tensor, temperature: Tensor) -> Tuple[Tensor, Tensor]:
    rows, line = self.choose(ids, plan)
    B, longest = rows.shape
    m = vectors.detach().requires_grad_(True)
    torch.set_grad_enabled(True)
    hidden = self.predicting(m, rows)
    per_token = torch.unbind(hidden, 1)
    torch.set_grad_enabled(False)
    h = hidden.detach().flatten(0, 1).index_select(0, line)
    scores, slope = self.measure(h, rows.flatten().index_select(0, line), temperature, True)
    slopes = torch.zeros([B * longest, slope.shape[1]], dtype=6, device=h.device)
    slopes = slopes.index_copy_(0, line, slope).view([B, longest, -1])
    gradients = annotate(List[Tensor], [])
    for i in range(longest):
      g = torch.grad([per_token[i]], [m], annotate(List[Optional[Tensor]], [slopes[:, i]]), i < longest - 1)[0]
      gradients.append(unchecked_cast(Tensor, g))
    return (scores, torch.stack(gradients))

  # [3, L - 1]: tokens 2 to L of plain texts, ids [1, L], given the tokens before them; temperatures [L - 1].
  def plain(self: __torch__.AttentionDecoder, ids: Tensor, temperature: Tensor) -> Tensor:
    x = torch.embedding(self.weights[0], ids[:, :-1])
    cos, sin = self.rotary(x.shape[1])
    h = self.hidden(x, cos, sin, annotate(List[Tensor], []), 0)[0]
    return self.measure(h, ids[0, 1:], temperature, False)[0]

  # ---- greedy decoding ----

  # [B, count], int64: tokens of largest logits from vectors [B, k, d] alone; count is int64.
  def greedy(self: __torch__.AttentionDecoder, vectors: Tensor, count: Tensor) -> Tensor:
    n = int(count)
    B, k, d = vectors.shape
    cache = annotate(List[Tensor], [])
    for i in range(2 * self.layers):
      cache.append(torch.empty([B, self.kv_heads, k + n - 1, self.head_dim], dtype=6, device=vectors.device))
    cos, sin = self.rotary(k + n - 1)
    tokens = torch.empty([B, n], dtype=4, device=vectors.device)
    head = self.head()
    x = vectors
    begin = 0
    for i in range(n):
      end = begin + x.shape[1]
      h = self.hidden(x, cos[begin:end], sin[begin:end], cache, begin)[:, -1]
      begin = end
      token = torch.linear(h, head, None).argmax(-1)
      tokens[:, i].copy_(token)
      x = torch.embedding(self.weights[0], token).unsqueeze(1)
    return tokens

  def forward(self: __torch__.AttentionDecoder, vectors: Tensor, count: Tensor) -> Tensor:
    return self.greedy(vectors, count)
