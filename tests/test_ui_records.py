from __future__ import annotations

from pathlib import Path

import pytest
from fakes import HashEncoder

from corpus.article import Article
from index.library import Library
from index.snapshot import Snapshot
from ui.records import Records


def test_records_follow_the_library_and_are_read_once_a_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []
    read = Snapshot.articles
    monkeypatch.setattr(Snapshot, "articles", lambda *given: reads.append(1) or read(*given))
    with Library.open(tmp_path, HashEncoder()) as library:
        records = Records(library)
        assert records() == ()
        list(library.add([Article("a.txt", "One text."), Article("b.txt", "Another text.")], "press"))
        assert [record.key for record in records()] == ["a.txt", "b.txt"]
        assert records() == records()
        with Library.open(tmp_path, HashEncoder()) as other:
            other.remove(records()[0].article_id)
        assert [record.key for record in records()] == ["b.txt"]
    assert len(reads) == 3
