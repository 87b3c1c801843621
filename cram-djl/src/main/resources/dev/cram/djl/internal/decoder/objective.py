
  # ---- what all networks share: the end of the class that attention_decoder.py or mamba_decoder.py begins ----
  # The network has `weights`, of which 0 is the embedding, 2 the output head (absent: tied to the embedding) and 3 its
  # bias, `logit_scale` and `logit_cap`, and the methods `embed`, `new_state` and `context`, and `enter`, `layer` and
  # `leave` with `enter_back`, `layer_back` and `leave_back`. Weights that the model does not have are empty, and marked
  # as such in `present`.

  # ---- weights enter once ----

  # Makes room for weights, whose number is int64.
  def reserve(self: __torch__.Decoder, count: Tensor) -> Tensor:
    for i in range(int(count)):
      self.weights.append(torch.empty([0, 0]))
      self.present.append(0)
    return count

  # A new tensor, which `fill` and `keep` work on. form, int64: its dtype, then its shape.
  def begin(self: __torch__.Decoder, form: Tensor) -> Tensor:
    shape = annotate(List[int], [])
    for i in range(1, form.size(0)):
      shape.append(int(form[i]))
    self.source = torch.empty(shape, dtype=int(form[0]), device=form.device)
    return form

  # Copies a piece, [n], float32, into the tensor, from element `begin` (int64) on.
  def fill(self: __torch__.Decoder, piece: Tensor, begin: Tensor) -> Tensor:
    a = int(begin)
    self.source.view([-1])[a:a + piece.shape[0]].copy_(piece)
    return begin

  # Makes the tensor, or a part of it, a weight. plan, int64: index of the weight, then the part (Weight.Part): the
  # tensor, or its entry `slice` if that is not -1, is cut in `blocks`, each block in `count` equal runs, of which `runs` from
  # `index` on belong to the part.
  def keep(self: __torch__.Decoder, plan: Tensor) -> Tensor:
    source = self.source
    if int(plan[1]) >= 0:
      source = source[int(plan[1])]
    blocks, count, index, runs = int(plan[2]), int(plan[3]), int(plan[4]), int(plan[5])
    part = source.view([blocks, count, -1]).narrow(1, index, runs).flatten(1)
    if bool(plan[6]):
      weight = part.t()
    else:
      shape = list(source.shape)
      shape[0] = shape[0] // count * runs
      weight = part.reshape(shape)
    self.weights[int(plan[0])] = weight
    self.present[int(plan[0])] = 1
    return plan

  # All weights are there. Lets go of the last tensor, unless it is a weight, and joins those that multiply the same.
  def finish(self: __torch__.Decoder, unused: Tensor) -> Tensor:
    self.source = torch.empty([0])
    for places in self.joined():
      self.join(places)
    return unused

  # Makes one matrix, with one bias, of those at some places, one below the other: it comes to the first place, and the others
  # are empty.
  def join(self: __torch__.Decoder, places: List[int]) -> int:
    matrices = annotate(List[Tensor], [])
    biases = annotate(List[Tensor], [])
    biased = 0
    for i in places:
      matrix = self.weights[i]
      bias = torch.zeros([matrix.size(0)], dtype=matrix.dtype, device=matrix.device)
      if self.present[i + 1] == 1:
        bias = self.weights[i + 1]
        biased = 1
      matrices.append(matrix)
      biases.append(bias)
      self.weights[i] = torch.empty([0, 0])
      self.weights[i + 1] = torch.empty([0, 0])
      self.present[i] = 0
      self.present[i + 1] = 0
    first = places[0]
    self.weights[first] = torch.cat(matrices)
    self.present[first] = 1
    if biased == 1:
      self.weights[first + 1] = torch.cat(biases)
      self.present[first + 1] = 1
    return first

  # ---- weights in use ----

  # A weight, or nothing if the model does not have it.
  def given(self: __torch__.Decoder, i: int) -> Optional[Tensor]:
    if self.present[i] == 1:
      found = annotate(Optional[Tensor], self.weights[i])
    else:
      found = annotate(Optional[Tensor], None)
    return found

  def linear(self: __torch__.Decoder, x: Tensor, i: int) -> Tensor:
    return self.product(x, self.weights[i], self.given(i + 1))

  # From the slope at the output of `linear`, the one at its input.
  def linear_back(self: __torch__.Decoder, g: Tensor, i: int) -> Tensor:
    return self.product(g, self.weights[i].t(), None)

  def head(self: __torch__.Decoder) -> Tensor:
    if self.present[2] == 1:
      head = self.weights[2]
    else:
      head = self.weights[0]
    return head

  # Logits of last hidden states h, [N, d], float32.
  def logits(self: __torch__.Decoder, h: Tensor) -> Tensor:
    z = self.product(h, self.head(), self.given(3)).to(6)
    if self.logit_scale != 1.:
      z = z * self.logit_scale
    if self.logit_cap > 0.:
      z = torch.tanh(z / self.logit_cap) * self.logit_cap
    return z

  # Standard deviation over all elements of a matrix, float32, in rows of at most 32 MB of float64.
  def deviation(self: __torch__.Decoder, matrix: Tensor) -> Tensor:
    sums = torch.zeros([2], dtype=7, device=matrix.device)
    for rows in torch.split(matrix, max(1, 4194304 // matrix.size(1))):
      piece = rows.to(7)
      sums = sums + torch.stack([piece.sum(), piece.square_().sum()])
    mean, square = torch.unbind(sums / matrix.numel())
    return torch.sqrt(square - mean.square()).to(6)

  # ---- devices ----

  # Where a stage computes: the ends with the embedding, a layer where its weights are.
  def where(self: __torch__.Decoder, i: int) -> Device:
    if i > 0 and i <= self.layers:
      device = self.weights[self.place(i - 1) + 2].device
    else:
      device = self.weights[0].device
    return device

  # What enters a stage, and what its layers share, where it computes.
  def arrived(self: __torch__.Decoder, x: Tensor, shared: List[Tensor], i: int) -> Tuple[Tensor, List[Tensor]]:
    device = self.where(i)
    found = shared
    if x.device != device:
      x = self.moved(x, device)
      found = annotate(List[Tensor], [])
      for one in shared:
        found.append(self.moved(one, device))
    return (x, found)

  # ---- the network in stages ----

  # 0 is what comes before the layers, then each layer, then what comes behind them. While it is `taping`, a stage notes on
  # the tape what it needs backwards.
  def stage(self: __torch__.Decoder, x: Tensor, i: int, shared: List[Tensor], cache: List[Tensor], begin: int, tape: List[Tensor]) -> Tensor:
    if i == 0:
      y = self.enter(x, begin, tape)
    elif i <= self.layers:
      y = self.layer(x, i - 1, shared, cache, begin, tape)
    else:
      y = self.leave(x, tape)
    return y

  # From the slope at what a stage made, the one at its input.
  def stage_back(self: __torch__.Decoder, g: Tensor, i: int, tape: List[Tensor]) -> Tensor:
    if i == 0:
      found = self.enter_back(g, tape)
    elif i <= self.layers:
      found = self.layer_back(g, i - 1, tape)
    else:
      found = self.leave_back(g, tape)
    return found

  def note(self: __torch__.Decoder, tape: List[Tensor], values: List[Tensor]) -> int:
    if self.taping:
      tape.extend(values)
    return len(tape)

  # From `leaf` to `made` PyTorch differentiates: the former begins such a piece, the latter ends it with what it made of the
  # leaf.
  def leaf(self: __torch__.Decoder, x: Tensor) -> Tensor:
    if self.taping:
      x = x.detach().requires_grad_(True)
      torch.set_grad_enabled(True)
    return x

  def made(self: __torch__.Decoder, tape: List[Tensor], leaf: Tensor, y: Tensor) -> Tensor:
    if self.taping:
      torch.set_grad_enabled(False)
      tape.append(leaf)
      tape.append(y)
      y = y.detach()
    return y

  # Such a piece backwards.
  def graph_back(self: __torch__.Decoder, g: Tensor, tape: List[Tensor]) -> Tensor:
    y = tape.pop()
    leaf = tape.pop()
    return unchecked_cast(Tensor, torch.grad([y], [leaf], annotate(List[Optional[Tensor]], [g]), True)[0])

  # Last hidden states of inputs x, [B, L, d], at positions `begin` on. With a cache either begin is 0 or L is 1.
  def hidden(self: __torch__.Decoder, x: Tensor, cache: List[Tensor], begin: int) -> Tensor:
    self.taping = False
    shared = self.context(begin, x.size(1), cache)
    for i in range(self.layers + 2):
      if self.parted:
        x, shared = self.arrived(x, shared, i)
      x = self.stage(x, i, shared, cache, begin, annotate(List[Tensor], []))
    return x

  # Last hidden states of inputs x, and what `pull` needs: what the stages noted, or, with checkpointing, their inputs.
  def push(self: __torch__.Decoder, x: Tensor) -> Tuple[Tensor, List[Tensor]]:
    none = annotate(List[Tensor], [])
    tape = annotate(List[Tensor], [])
    shared = self.context(0, x.size(1), none)
    torch.set_grad_enabled(False)
    self.taping = not self.checkpointing
    for i in range(self.layers + 2):
      if self.parted:
        x, shared = self.arrived(x, shared, i)
      if self.checkpointing:
        tape.append(x)
      x = self.stage(x, i, shared, none, 0, tape)
    return (x, tape)

  # From the slope at the last hidden states, [B, L, d], float32, the gradient at the first k inputs, [B, k, d], float32.
  # In float16 each row is scaled on its way by a power of two, such that its largest slope is about `ceiling`. It takes the
  # tape up.
  def pull(self: __torch__.Decoder, tape: List[Tensor], slope: Tensor, ceiling: float, k: int) -> Tensor:
    type = self.weights[0].dtype
    scale = torch.ones([1, 1, 1], dtype=6, device=slope.device)
    if type == 5:
      largest = slope.abs().amax([1, 2], True).clamp(1.e-30)
      scale = torch.exp2(torch.floor(torch.log2(ceiling / largest)))
    g = (slope * scale).to(type)
    none = annotate(List[Tensor], [])
    shared = none
    if self.checkpointing:
      shared = self.context(0, slope.size(1), none)
    for j in range(self.layers + 2):
      i = self.layers + 1 - j
      if self.parted:
        g, shared = self.arrived(g, shared, i)
      if self.checkpointing:
        again = annotate(List[Tensor], [])
        self.taping = True
        self.stage(tape.pop(), i, shared, none, 0, again)
        g = self.stage_back(g, i, again)
      else:
        g = self.stage_back(g, i, tape)
    return g[:, :k].to(6) / scale

  # ---- the objective ----
  # Inputs and answers are the host's, so that the host waits for the device once: for the answer. All but ids, [T, L],
  # int64, the objective's texts, padded, which are the device's.
  # vectors: [B, k, d], float32. plan: int64, [2 + B + N]: longest row, exponent of the ceiling in `pull`, each row's
  # text, and where the tokens of all rows, one after the other without padding, stand in [B, longest]: the line of N.
  # line: float32, [3, N]: temperature, margin and weight of each token.

  # A tensor of the host on the device.
  def sent(self: __torch__.Decoder, x: Tensor) -> Tensor:
    return x.to(self.weights[0].device, x.dtype, True)

  # The answer, as one line.
  def answer(self: __torch__.Decoder, parts: List[Tensor]) -> Tensor:
    line = annotate(List[Tensor], [])
    for part in parts:
      line.append(part.flatten())
    return torch.cat(line).to(torch.device("cpu"))

  # Of the plan: the rows' ids, [B, longest], and the line, [N].
  def chosen(self: __torch__.Decoder, ids: Tensor, plan: Tensor, B: int) -> Tuple[Tensor, Tensor]:
    sent = self.sent(plan)
    rows = torch.index_select(ids, 0, sent[2:2 + B])[:, :int(plan[0])]
    return (rows, sent[2 + B:])

  # The network's inputs for rows at vectors, [B, k - 1 + longest, d].
  def inputs(self: __torch__.Decoder, vectors: Tensor, rows: Tensor) -> Tensor:
    return torch.cat([vectors.to(self.weights[0].dtype), self.embed(rows[:, :-1])], 1)

  # Of hidden states h, [B, k - 1 + longest, d], those that predict the line's tokens, [N, d]: the logits at k - 1 + i
  # predict token i + 1.
  def predicting(self: __torch__.Decoder, h: Tensor, k: int, line: Tensor) -> Tensor:
    return h[:, k - 1:].flatten(0, 1).index_select(0, line)

  # The line's slopes, [N, d], where they belong in [B, k - 1 + longest, d].
  def spread(self: __torch__.Decoder, slope: Tensor, k: int, line: Tensor, rows: Tensor) -> Tensor:
    B, longest = rows.shape
    d = slope.size(1)
    slopes = torch.zeros([B * longest, d], dtype=6, device=slope.device).index_copy_(0, line, slope)
    return torch.cat([torch.zeros([B, k - 1, d], dtype=6, device=slope.device), slopes.view([B, longest, d])], 1)

  # From hidden states h, [N, d]: cross-entropy and margin at temperature 1, and cross-entropy at the line's temperature
  # with the target's logit lowered by the line's margin, [3, N]; with `slopes` also the gradient of the latter with
  # respect to h, [N, d]: (softmax - onehot) head / t, without a graph. All float32, piece by piece, so that the logits of
  # a long text never exist at once. `plain`: all temperatures are 1 and all margins 0.
  def measure(self: __torch__.Decoder, h: Tensor, targets: Tensor, line: Tensor, plain: bool, slopes: bool) -> Tuple[Tensor, Tensor]:
    head = self.head()
    n = h.shape[0]
    step = max(1, self.piece // head.shape[0])
    scores = torch.empty([3, n], dtype=6, device=h.device)
    slope = torch.empty([n if slopes else 0, h.shape[1]], dtype=6, device=h.device)
    for piece in range((n + step - 1) // step):
      a = piece * step
      b = min(a + step, n)
      z = self.logits(h[a:b])
      target = targets[a:b].unsqueeze(1)
      bend = torch.empty([0, 0])
      if slopes and self.logit_cap > 0.:
        bend = 1. - torch.square(z / self.logit_cap)
      t = line[0, a:b].unsqueeze(1)
      true = z.gather(1, target)
      other = z.scatter_(1, target, float("-inf")).amax([1], True)
      top = torch.maximum(true, other)
      gap = top - true
      z.sub_(top)
      if plain:
        p = z.exp_()
        rest = p.sum([1], True)
        excess = rest + torch.expm1(-gap)
        ce = torch.log1p(excess) + gap
        soft = ce
      else:
        ce = torch.log1p(torch.exp(z).sum([1], True) + torch.expm1(-gap)) + gap
        lowered = true - line[1, a:b].unsqueeze(1)
        highest = torch.maximum(lowered, other)
        gap = (highest - lowered) / t
        p = z.add_(top - highest).div_(t).exp_()
        rest = p.sum([1], True)
        excess = rest + torch.expm1(-gap)
        soft = torch.log1p(excess) + gap
      scores[:, a:b].copy_(torch.cat([ce, true - other, soft], 1).t())
      if slopes:
        of_target = rest
        if self.logit_cap > 0.:
          of_target = rest * bend.gather(1, target)
          p = p * bend
        others = self.product(p.to(head.dtype), head.t(), None)
        found = (others - of_target * torch.embedding(head, targets[a:b])) / ((1. + excess) * t)
        if self.logit_scale != 1.:
          found = found * self.logit_scale
        slope[a:b].copy_(found)
    return (scores, slope)

  # Whether a line on the host asks for the plain cross-entropy.
  def plainly(self: __torch__.Decoder, line: Tensor) -> bool:
    return bool(torch.eq(line[0], 1.).all()) and bool(torch.eq(line[1], 0.).all())

  # [3 N]: scores of rows at vectors.
  def scores(self: __torch__.Decoder, vectors: Tensor, ids: Tensor, plan: Tensor, line: Tensor) -> Tensor:
    B, k, d = vectors.shape
    rows, at = self.chosen(ids, plan, B)
    h = self.hidden(self.inputs(self.sent(vectors), rows), annotate(List[Tensor], []), 0)
    targets = rows.flatten().index_select(0, at)
    scores = self.measure(self.predicting(h, k, at), targets, self.sent(line), self.plainly(line), False)[0]
    return self.answer([scores])

  # [3 N + B k d]: the scores, and the gradient of every row's loss with respect to its vectors.
  def gradient(self: __torch__.Decoder, vectors: Tensor, ids: Tensor, plan: Tensor, line: Tensor) -> Tensor:
    there = self.placed(vectors, ids, plan, line)
    return self.answer([self.step(there[0], there[1], there[2], there[3], plan, line)])

  # The two halves of `gradient`, between which the device needs nothing of the host. What a step works on, on the device:
  # vectors, the rows' ids, where the line's tokens stand, and the line.
  def placed(self: __torch__.Decoder, vectors: Tensor, ids: Tensor, plan: Tensor, line: Tensor) -> List[Tensor]:
    rows, at = self.chosen(ids, plan, vectors.size(0))
    there = annotate(List[Tensor], [])
    there.append(self.sent(vectors))
    there.append(rows)
    there.append(at)
    there.append(self.sent(line))
    return there

  # The answer of `gradient` to it, still on the device. Of the plan and of the line on the host, `asked`, it takes the
  # ceiling, and whether the line asks for the plain cross-entropy.
  def step(self: __torch__.Decoder, vectors: Tensor, rows: Tensor, at: Tensor, line: Tensor, plan: Tensor, asked: Tensor) -> Tensor:
    k = vectors.size(1)
    h, kept = self.push(self.inputs(vectors, rows))
    targets = rows.flatten().index_select(0, at)
    scores, slope = self.measure(self.predicting(h, k, at), targets, line, self.plainly(asked), True)
    slope = self.spread(slope * line[2].unsqueeze(1), k, at, rows)
    return torch.cat([scores.flatten(), self.pull(kept, slope, 2. ** int(plan[1]), k).flatten()])

  # Other vectors and another line for a step that is recorded.
  def renew(self: __torch__.Decoder, vectors: Tensor, line: Tensor, new_vectors: Tensor, new_line: Tensor) -> Tensor:
    vectors.copy_(new_vectors, True)
    line.copy_(new_line, True)
    return vectors

  # [3 N + longest B k d]: the scores, and the gradient of the cross-entropy of token i of every row; 0 beyond its end.
  def token_gradients(self: __torch__.Decoder, vectors: Tensor, ids: Tensor, plan: Tensor, line: Tensor) -> Tensor:
    B, k, d = vectors.shape
    rows, at = self.chosen(ids, plan, B)
    h, kept = self.push(self.inputs(self.sent(vectors), rows))
    targets = rows.flatten().index_select(0, at)
    scores, slope = self.measure(self.predicting(h, k, at), targets, self.sent(line), self.plainly(line), True)
    slopes = self.spread(slope, k, at, rows)
    parts = [scores]
    longest = rows.size(1)
    for i in range(longest):
      one = torch.zeros_like(slopes)
      one[:, k - 1 + i].copy_(slopes[:, k - 1 + i])
      parts.append(self.pull(kept.copy(), one, 2. ** int(plan[1]), k))
    return self.answer(parts)

  # [L d]: what ids, [1, L] of the host, give to the first layer.
  def embeddings(self: __torch__.Decoder, ids: Tensor) -> Tensor:
    return self.answer([self.embed(self.sent(ids)).to(6)])

  # [3 (L - 1)]: scores of tokens 2 to L of a plain text, ids [1, L] of the host, given the tokens before them.
  def plain(self: __torch__.Decoder, ids: Tensor) -> Tensor:
    line = self.sent(ids)
    h = self.hidden(self.embed(line[:, :-1]), annotate(List[Tensor], []), 0)[0]
    ones = torch.ones([2, h.size(0)], dtype=6, device=h.device)
    return self.answer([self.measure(h, line[0, 1:], ones, True, False)[0]])

  # ---- greedy decoding ----

  # [B, count], int64: tokens of largest logits from vectors [B, k, d] alone; count is int64.
  def greedy(self: __torch__.Decoder, vectors: Tensor, count: Tensor) -> Tensor:
    n = int(count)
    B, k, d = vectors.shape
    x = self.sent(vectors).to(self.weights[0].dtype)
    state = self.new_state(x, k + n - 1)
    tokens = torch.empty([B, n], dtype=4, device=x.device)
    begin = 0
    for i in range(n):
      h = self.hidden(x, state, begin)[:, -1]
      begin = begin + x.shape[1]
      token = self.logits(h).argmax(-1)
      tokens[:, i].copy_(token)
      x = self.embed(token.unsqueeze(1))
    return tokens.to(torch.device("cpu"))

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
