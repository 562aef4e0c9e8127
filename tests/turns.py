"""Questions that follow-ups of a test follow, and turns of a conversation: `from turns import turn`."""

from __future__ import annotations

from rag.question import Turn

FRANCE = "Why did France block the Tokyo office?"
MONEY = "How much money has Japan committed to Ukraine?"
FOOL = "Who called Stoltenberg a supreme fool?"
MACRON = "What did Macron say about NATO?"
FOUR = "Which countries are the Indo-Pacific Four?"
VILNIUS = "What did the summit in Vilnius decide?"
KEATING = "Former Australian Prime Minister Paul Keating called Stoltenberg a fool for courting the region."


def turn(question: str, *answer: str) -> Turn:
    """Give a turn whose question stood alone."""
    return Turn(question, question, answer)
