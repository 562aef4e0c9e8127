"""Hostile articles: what attackers want, the ways an article carries it, and how it is told whether they got it."""
