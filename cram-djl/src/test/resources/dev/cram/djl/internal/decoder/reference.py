
  # ---- for tests, behind objective.py: the same by other means ----

  # Logits of rows, ids [B, L], at vectors, [B, L, V].
  def all_logits(self: __torch__.Decoder, vectors: Tensor, rows: Tensor) -> Tensor:
    h = self.hidden(self.inputs(vectors, rows), annotate(List[Tensor], []), 0)
    return self.logits(h[:, vectors.size(1) - 1:])

  # What `gradient` gives in its last two parts, by a plain cross-entropy over all logits at once.
  def unchunked(self: __torch__.Decoder, vectors: Tensor, ids: Tensor, plan: Tensor, line: Tensor) -> Tensor:
    B, k, d = vectors.shape
    rows, at = self.chosen(ids, plan, B)
    temperature, margin, weights = torch.unbind(line)
    m = vectors.detach().requires_grad_(True)
    torch.set_grad_enabled(True)
    h = self.hidden(self.inputs(m, rows), annotate(List[Tensor], []), 0)
    targets = rows.flatten().index_select(0, at)
    lowered = torch.one_hot(targets, self.head().size(0)).to(6) * margin.unsqueeze(1)
    z = (self.logits(self.predicting(h, k, at)) - lowered) / temperature.unsqueeze(1)
    soft = torch.nll_loss(torch.log_softmax(z, 1), targets, None, 0, -100)
    loss = (soft * weights).sum()
    torch.set_grad_enabled(False)
    g = unchecked_cast(Tensor, torch.grad([loss], [m])[0])
    return torch.cat([soft.detach(), g.flatten()])
