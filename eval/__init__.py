"""eval: sets, metrics and runs. Imports rag, and index for retrieval runs."""
