
  # ---- between devices ----

  # x on a device.
  def moved(self: __torch__.Decoder, x: Tensor, device: Device) -> Tensor:
    return x.to(device, x.dtype)
