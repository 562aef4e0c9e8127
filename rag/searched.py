"""What a question will search, or why that is nothing."""

from __future__ import annotations

from corpus.errors import NotFound
from index.passage import Filters
from index.snapshot import Snapshot
from rag.answer import Searched
from rag.reply import filters_json


def searched_in(state: Snapshot, filters: Filters) -> Searched:
    """Say what a question will search; raises NotFound where that is nothing."""
    articles, passages, undated = state.count(filters)
    if articles == 0:
        raise NotFound(_nothing_to_search(state, filters, undated))
    return Searched(articles, passages, undated, filters_json(filters))


def _nothing_to_search(state: Snapshot, filters: Filters, undated: int) -> str:
    if state.count()[0] == 0:
        return "there are no articles yet; add some with `citedesk ingest FOLDER`"
    if filters.since and filters.until and filters.since > filters.until:
        return f"nothing can be published from {filters.since} on and until {filters.until}; name an earlier first day"
    left_out = f" ({undated} undated left out)" if undated else ""
    stated = filters_json(filters).items()
    wanted = ", ".join(f"{name} {' or '.join(v) if isinstance(v, list) else v}" for name, v in stated)
    return f"no article passes the filters{left_out}: {wanted}; `citedesk sources list` names all there are"
