"""Where words stand in the articles, how exactly, and who says them there."""
