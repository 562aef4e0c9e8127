"""corpus: anything a journalist has -> Article. Knows nothing of the other rooms."""
