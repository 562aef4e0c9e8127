"""What the comparison with peers is called by: its sets, its systems and where its runs lie. Data only."""

from __future__ import annotations

from pathlib import Path

RUNS = Path(".eval/peers")
OWN = "citedesk"
SYSTEM_NAMES = {
    OWN: "citedesk",
    "tutorial": "LangChain tutorial",
    "chroma": "Chroma",
    "llamaindex": "LlamaIndex",
    "txtai": "txtai, hybrid",
}
"""The title of each by the name of its run folders, in the order of the table."""

DESK = "desk"
SETS = (DESK, "highlights", "scifact", "news-2022-1000")
SPLITS = {"scifact": "test"}  # and of its slices; of the others, dev
