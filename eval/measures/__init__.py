"""The pure functions that the figures of a run are made of: metrics, estimates and what tells two runs apart."""
