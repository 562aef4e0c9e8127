"""A chat model's answer: asked, read while it streams, and released sentence by sentence."""
