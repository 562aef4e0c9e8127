"""The peers' harness: chunks and their places, runs that compare, the slice of a set, the table."""

from dataclasses import replace

import numpy as np
import pytest
from evaluation import ARTICLES, quicken, write_lines, write_set
from fakes import HashEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article, Origin, Stated
from corpus.errors import CitedeskError
from eval.bench import peers_embedding
from eval.bench.peers_clock import CPU
from eval.bench.peers_desk import PeerDesk, Source
from eval.bench.peers_embedding import Shared, least_cosine
from eval.bench.peers_run import measure
from eval.bench.peers_slice import write_slice
from eval.bench.peers_systems import SYSTEMS, Chunk, System, tutorial
from eval.bench.peers_table import load, table
from eval.compare import compare
from eval.rows import SetError
from eval.run import Options, run
from eval.run_folder import RunError, write
from eval.sets import EvaluationSet, Query
from eval.vector_cache import Remembering
from rag.answer import Support
from rag.config import Settings


def silent(*told) -> None:
    pass


def by_cosine(chunks, shared):
    """Search by brute force."""
    vectors = shared.encode([chunk.text for chunk in chunks])

    def search(question, top_k):
        scores = vectors @ shared.encode_query(question)
        return [(int(row), float(scores[row])) for row in np.argsort(-scores, kind="stable")[:top_k]]

    return search


HALVES = System((), lambda: lambda text: [text[: len(text) // 2], text[len(text) // 2 :]] if text else [], by_cosine)


@pytest.fixture
def peer_run(monkeypatch, tmp_path):
    quicken(monkeypatch)
    monkeypatch.setitem(SYSTEMS, "tutorial", HALVES)
    chosen = EvaluationSet.load(write_set(tmp_path / "little"))
    return measure("tutorial", chosen, "dev", HashEncoder(), None, silent)


def desk_over(texts, found, title=None) -> PeerDesk:
    """Make a desk over articles "a0", "a1", ... cut into given chunks, whose search always finds the same."""
    given = [
        Source.of(Article(f"a{n}", text, Stated(title, Origin.HEADER) if title else None))
        for n, (text, _) in enumerate(texts)
    ]
    chunks = [Chunk(f"a{n}", chunk) for n, (_, mine) in enumerate(texts) for chunk in mine]
    return PeerDesk({one.key: one for one in given}, chunks, lambda question, top_k: found[:top_k])


@settings(max_examples=60, deadline=None)
@given(st.text("ab \n", max_size=12), st.text("ab \n", max_size=30), st.data())
def test_a_chunk_found_in_its_article_is_cited_as_it_stands_there(title, text, data):
    source = Source.of(Article("a", text, Stated(title, Origin.HEADER) if title else None))
    start = data.draw(st.integers(0, len(source.given)))
    chunk = source.given[start : data.draw(st.integers(start, len(source.given)))]
    place = source.place(chunk)
    if place is not None:
        assert 0 <= place[0] < place[1] <= len(text)
        assert chunk.endswith(text[slice(*place)])
    elif chunk:
        ahead = len(source.given) - len(text)
        assert source.given.find(chunk) + len(chunk) <= ahead  # title alone


def test_a_chunk_that_begins_in_the_title_is_cited_without_it():
    desk = desk_over([("It rained.", ["Weather It"])], [(0, 0.5)], title="Weather")
    said = desk.ask("rain?")
    assert said.answer == "Weather It"
    assert [(one.start, one.end, one.quote) for one in said.citations] == [(0, 2, "It")]
    assert said.sentences[0].support is Support.PARTIAL


def test_a_chunk_its_splitter_changed_has_no_place_and_no_citation():
    desk = desk_over([("One  two.", ["One two."])], [(0, 0.5)])
    said = desk.ask("?")
    assert (said.citations, said.sentences[0].citations) == ((), ())
    assert said.sentences[0].support is Support.UNSUPPORTED
    assert desk.without_place() == 1


def test_nothing_found_is_a_silence():
    assert desk_over([("x", ["x"])], []).ask("?").abstained


def test_an_article_ranks_as_its_best_chunk():
    desk = desk_over([("xy", ["x", "y"]), ("z", ["z"])], [(1, 0.9), (2, 0.8), (0, 0.7)])
    found = desk.rank(Query("q", "?"))
    assert (found.articles, found.scores) == (("a0", "a1"), (0.9, 0.8))
    assert found.passages == (("a0", 1, 2), ("a1", 0, 1), ("a0", 0, 1))


def test_a_run_of_a_peer_compares_with_one_of_citedesk(peer_run, tmp_path):
    write(peer_run, tmp_path / "peer")
    own = replace(Settings.load(), home=tmp_path / "home", models=tmp_path / "models", cache=tmp_path / "cache")
    only = Options(only=("retrieval", "answers"))
    run(tmp_path / "little", own, only, tmp_path / "own", encoder=HashEncoder())
    found = compare(tmp_path / "own", tmp_path / "peer")
    assert found["questions"] == {"retrieval": 7, "answers": 7}
    assert found["metrics"]["citation_validity"]["b"] == 1
    assert found["metrics"]["abstain_recall"]["b"] == 0
    assert "citation_recall" in found["metrics"]  # the same checker judges both


def test_answers_carry_their_processor_time(peer_run):
    assert all(one["timings_ms"][CPU] >= 0 for one in peer_run.records["answers"])
    assert peer_run.report["cost"]["latency_ms"]["answers"].keys() == {"total", CPU}


def test_every_chunk_of_whole_articles_is_found(peer_run):
    assert peer_run.about["index"] == {"articles": 5, "passages": 8, "without_place": 0}
    assert peer_run.about["measured"] == "LangChain tutorial"


def test_the_shared_vectors_are_the_encoders_own(monkeypatch):
    monkeypatch.setattr(peers_embedding, "AT_ONCE", 2)
    texts, told = list(ARTICLES.values()), []
    shared = Shared(HashEncoder(), lambda done, total: told.append((done, total)))
    assert np.array_equal(shared.encode(texts), HashEncoder().encode(texts))
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_a_chunk_is_embedded_once_for_all_peers(tmp_path):
    encoder = HashEncoder()
    for _ in range(3):
        Shared(Remembering(encoder, tmp_path), silent).encode(["one", "two"])
    assert encoder.calls == 1


@pytest.mark.parametrize("wrong", [False, True])
def test_vectors_that_are_not_the_tutorials_are_refused(monkeypatch, wrong):
    class Theirs:
        def embed_documents(self, texts):
            return (
                3 * HashEncoder(model="other" if wrong else "hash").encode(texts[::-1] if wrong else texts)
            ).tolist()

    monkeypatch.setattr(peers_embedding, "load_model", Theirs)
    shared, texts = Shared(HashEncoder(), silent), ["four grey ships", "the price of wool"]
    if wrong:
        with pytest.raises(CitedeskError, match="HuggingFaceEmbeddings"):
            least_cosine(shared, texts)
    else:
        assert least_cosine(shared, texts) == pytest.approx(1, abs=1e-6)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_tutorials_store_ranks_as_brute_force_does():
    pytest.importorskip("langchain_community", reason="the extra `bench` is not installed")
    chunks = [Chunk(key, text) for key, text in ARTICLES.items() if text]
    shared = Shared(HashEncoder(), silent)
    for question in ("grey ships at dawn", "the price of wool", "speaker of Amry"):
        got, due = tutorial(chunks, shared)(question, 3), by_cosine(chunks, shared)(question, 3)
        assert [score for _, score in got] == pytest.approx([score for _, score in due], abs=1e-5)


def test_a_slice_holds_what_is_judged_and_is_the_same_again(tmp_path):
    source = write_set(tmp_path / "little")
    more = ((f"more{number}", f"Filler {number}.") for number in range(20))
    everything = ({"_id": key, "title": "", "text": text} for key, text in (*ARTICLES.items(), *more))
    write_lines(source / "corpus.jsonl", everything)
    one, two = (EvaluationSet.load(write_slice(source, tmp_path / name, 9)) for name in ("one", "two"))
    keys = [article.key for article in one.articles()]
    assert len(keys) == 9
    assert {"ships", "wool", "cables"} <= set(keys)
    assert [article.text for article in one.articles()] == [article.text for article in two.articles()]
    assert one.queries == EvaluationSet.load(source).queries
    assert one.answers == EvaluationSet.load(source).answers


def test_a_slice_smaller_than_what_is_judged_is_refused(tmp_path):
    with pytest.raises(SetError, match="3 articles are judged relevant"):
        write_slice(write_set(tmp_path / "little"), tmp_path / "slice", 2)


def test_the_table_marks_what_differs_from_citedesk(peer_run, tmp_path):
    worse = [one | {"values": one["values"] | {"ndcg@10": 0.0}} for one in peer_run.records["retrieval"]]
    metrics = peer_run.report["metrics"] | {"ndcg@10": {"value": 0.0, "ci95": [0.0, 0.0], "n": 7}}
    peer = replace(peer_run, records={**peer_run.records, "retrieval": worse})
    write(peer_run, tmp_path / "desk" / "citedesk")
    write(replace(peer, report={**peer.report, "metrics": metrics}), tmp_path / "desk" / "chroma")
    told = table(load(tmp_path)).splitlines()
    assert told[0] == "|  | citedesk | Chroma |"
    ndcg, recall = (next(line for line in told if name in line) for name in ("nDCG@10", "recall@10"))
    assert ndcg.endswith("| .000 [.000, .000]* |")
    assert "*" not in recall


def test_a_table_of_no_runs_names_the_command(tmp_path):
    with pytest.raises(RunError, match="make bench-peers"):
        load(tmp_path)


def test_a_table_over_different_questions_is_refused(peer_run, tmp_path):
    fewer = {part: mine[1:] for part, mine in peer_run.records.items()}
    counts = {part: len(mine) for part, mine in fewer.items()}
    write(peer_run, tmp_path / "desk" / "citedesk")
    write(
        replace(peer_run, records=fewer, about={**peer_run.about, "records": counts}), tmp_path / "desk" / "llamaindex"
    )
    with pytest.raises(RunError, match="not the same questions"):
        table(load(tmp_path))
