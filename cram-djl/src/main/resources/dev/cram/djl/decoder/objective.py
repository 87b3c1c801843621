
  # ---- what all networks share: the end of the class that attention_decoder.py or mamba_decoder.py begins ----
  # The network has `weights`, of which 0 is the embedding, 2 the output head (absent: tied to the embedding) and 3 its
  # bias, and the methods `embed`, `new_state` and `hidden`. Weights that the model does not have are empty, and marked
  # as such in `present`.

  # ---- weights enter once ----

  # Makes room for weights, whose number is int64.
  def reserve(self: __torch__.Decoder, count: Tensor) -> Tensor:
    for i in range(int(count)):
      self.weights.append(torch.empty([0, 0]))
      self.present.append(0)
    return count

  # The tensor that `fill` and `keep` work on.
  def begin(self: __torch__.Decoder, tensor: Tensor) -> Tensor:
    self.source = tensor
    return tensor

  # Copies a piece, [n], into the tensor, from element `begin` (int64) on.
  def fill(self: __torch__.Decoder, piece: Tensor, begin: Tensor) -> Tensor:
    a = int(begin)
    self.source.view([-1])[a:a + piece.shape[0]].copy_(piece)
    return begin

  # Makes the tensor, or a part of it, a weight. plan, int64: index of the weight, then the part (Weight.Part): the
  # tensor's elements are cut in `blocks`, each block in `count` equal runs, of which run `index` belongs to the part.
  def keep(self: __torch__.Decoder, plan: Tensor) -> Tensor:
    source = self.source
    blocks, count, index = int(plan[1]), int(plan[2]), int(plan[3])
    part = source.view([blocks, count, -1]).select(1, index)
    if bool(plan[4]):
      weight = part.t()
    else:
      shape = list(source.shape)
      shape[0] = shape[0] // count
      weight = part.reshape(shape)
    self.weights[int(plan[0])] = weight
    self.present[int(plan[0])] = 1
    return plan

  # Lets go of the last tensor, unless it is a weight.
  def finish(self: __torch__.Decoder, unused: Tensor) -> Tensor:
    self.source = torch.empty([0])
    return unused

  # ---- weights in use ----

  # A weight, or nothing if the model does not have it.
  def given(self: __torch__.Decoder, i: int) -> Optional[Tensor]:
    if self.present[i] == 1:
      found = annotate(Optional[Tensor], self.weights[i])
    else:
      found = annotate(Optional[Tensor], None)
    return found

  def linear(self: __torch__.Decoder, x: Tensor, i: int) -> Tensor:
    return torch.linear(x, self.weights[i], self.given(i + 1))

  def head(self: __torch__.Decoder) -> Tensor:
    if self.present[2] == 1:
      head = self.weights[2]
    else:
      head = self.weights[0]
    return head

  # Logits of last hidden states h, [N, d].
  def logits(self: __torch__.Decoder, h: Tensor) -> Tensor:
    return torch.linear(h, self.head(), self.given(3))

  # ---- the objective ----
  # ids: [T, L], int64, the objective's texts, padded. plan: [2, B], int64: each row's text and its length.
  # The tokens of all rows, without padding, stand in one line of N: row after row.

  # The rows' ids, [B, longest], and where the line's tokens stand in them, [N].
  def choose(self: __torch__.Decoder, ids: Tensor, plan: Tensor) -> Tuple[Tensor, Tensor]:
    length = plan[1]
    longest = int(length.max())
    rows = torch.index_select(ids, 0, plan[0])[:, :longest]
    real = torch.arange(longest, device=ids.device).unsqueeze(0) < length.unsqueeze(1)
    return (rows, torch.nonzero(real.flatten()).squeeze(1))

  # The hidden states that predict the rows' tokens, [B, longest, d]: the logits at k - 1 + i predict token i + 1.
  def predicting(self: __torch__.Decoder, vectors: Tensor, rows: Tensor) -> Tensor:
    x = torch.cat([vectors, self.embed(rows[:, :-1])], 1)
    return self.hidden(x, annotate(List[Tensor], []), 0)[:, vectors.shape[1] - 1:]

  # From hidden states h, [N, d]: cross-entropy and margin at temperature 1 and cross-entropy at the temperature,
  # [3, N]; with `slopes` also the gradient of the latter with respect to h, [N, d]: (softmax - onehot) head / t,
  # without a graph. Piece by piece in one buffer of 64 MB of logits.
  def measure(self: __torch__.Decoder, h: Tensor, targets: Tensor, temperature: Tensor, slopes: bool) -> Tuple[Tensor, Tensor]:
    head = self.head()
    n = h.shape[0]
    step = max(1, 16777216 // head.shape[0])
    plain = bool(torch.eq(temperature, 1.).all())
    scores = torch.empty([3, n], dtype=6, device=h.device)
    slope = torch.empty([n if slopes else 0, h.shape[1]], dtype=6, device=h.device)
    for piece in range((n + step - 1) // step):
      a = piece * step
      b = min(a + step, n)
      z = self.logits(h[a:b])
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
  def scores(self: __torch__.Decoder, vectors: Tensor, ids: Tensor, plan: Tensor, temperature: Tensor) -> Tensor:
    rows, line = self.choose(ids, plan)
    h = self.predicting(vectors, rows).flatten(0, 1).index_select(0, line)
    return self.measure(h, rows.flatten().index_select(0, line), temperature, False)[0]

  # [3, N], and the gradient of every row's loss with respect to its vectors, [B, k, d]; weights [N].
  def gradient(self: __torch__.Decoder, vectors: Tensor, ids: Tensor, plan: Tensor, temperature: Tensor, weights: Tensor) -> Tuple[Tensor, Tensor]:
    rows, line = self.choose(ids, plan)
    m = vectors.detach().requires_grad_(True)
    torch.set_grad_enabled(True)
    h = self.predicting(m, rows).flatten(0, 1).index_select(0, line)
    torch.set_grad_enabled(False)
    scores, slope = self.measure(h.detach(), rows.flatten().index_select(0, line), temperature, True)
    g = torch.grad([h], [m], annotate(List[Optional[Tensor]], [slope * weights.unsqueeze(1)]))[0]
    return (scores, unchecked_cast(Tensor, g))

  # [3, N], and the gradient of the cross-entropy of token i of every row, [longest, B, k, d]; 0 beyond a row's end.
  def token_gradients(self: __torch__.Decoder, vectors: Tensor, ids: Tensor, plan: Tensor, temperature: Tensor) -> Tuple[Tensor, Tensor]:
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
  def plain(self: __torch__.Decoder, ids: Tensor, temperature: Tensor) -> Tensor:
    h = self.hidden(self.embed(ids[:, :-1]), annotate(List[Tensor], []), 0)[0]
    return self.measure(h, ids[0, 1:], temperature, False)[0]

  # ---- greedy decoding ----

  # [B, count], int64: tokens of largest logits from vectors [B, k, d] alone; count is int64.
  def greedy(self: __torch__.Decoder, vectors: Tensor, count: Tensor) -> Tensor:
    n = int(count)
    B, k, d = vectors.shape
    state = self.new_state(vectors, k + n - 1)
    tokens = torch.empty([B, n], dtype=4, device=vectors.device)
    x = vectors
    begin = 0
    for i in range(n):
      h = self.hidden(x, state, begin)[:, -1]
      begin = begin + x.shape[1]
      token = self.logits(h).argmax(-1)
      tokens[:, i].copy_(token)
      x = self.embed(token.unsqueeze(1))
    return tokens

  # ---- reading token by token ----

  # What the network remembers before the first of count tokens (int64); ids, [1, 1], are any.
  def reader(self: __torch__.Decoder, ids: Tensor, count: Tensor) -> List[Tensor]:
    return self.new_state(self.embed(ids), int(count))

  # Reads ids, [1, 1], at position begin (int64): logits of the next token, [V], and what is remembered thereafter.
  def read(self: __torch__.Decoder, ids: Tensor, begin: Tensor, state: List[Tensor]) -> List[Tensor]:
    h = self.hidden(self.embed(ids), state, int(begin))[:, -1]
    found = [self.logits(h).flatten()]
    for i in range(len(state)):
      found.append(state[i])
    return found

  def forward(self: __torch__.Decoder, vectors: Tensor, count: Tensor) -> Tensor:
    return self.greedy(vectors, count)
