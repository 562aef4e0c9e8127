"""A claim beside its evidence: what speaks for it, what against, and what that comes to."""
