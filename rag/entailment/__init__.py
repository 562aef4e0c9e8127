"""Whether a premise bears a hypothesis out, by a small model."""
