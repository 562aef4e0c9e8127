"""The figures of a run: by name, over records, absent where they do not apply."""

import pytest

from eval import metrics
from eval.measures import answering, citing, claiming, highlighting, ranking, refusing
from eval.measures.estimate import estimate, statistic


def answer(number: int, **fields: object) -> dict[str, object]:
    record = {
        "id": f"q{number}",
        "cluster": f"c{number // 2}",
        "values": {"answer_recall": float(number % 2)},
        "answerable": number % 3 > 0,
        "abstained": number % 4 == 0,
        "confidence": (number * 7 % 10) / 10,
        "correct": number % 2 == 1,
    }
    return record | fields


ANSWERS = [answer(number) for number in range(24)]


def test_a_metric_of_a_question_is_the_mean_over_those_it_applies_to():
    records = [answer(0, values={}), answer(1, values={"a": 1.0}), answer(2, values={"a": 0.0, "b": 0.5})]
    found = metrics.figures(records)
    assert list(found) == ["a", "b"]
    assert found["a"] == estimate([1.0, 0.0], ["c0", "c1"]) and found["b"].n == 1


def test_metrics_of_the_set_are_statistics_of_columns():
    found = metrics.figures(ANSWERS, metrics.ANSWER_SET, resamples=200)
    answerable, confidence, correct, clusters = (
        [record[name] for record in ANSWERS] for name in ("answerable", "confidence", "correct", "cluster")
    )
    assert found["abstain_auroc"] == statistic(
        refusing.abstain_auroc, [answerable, confidence], clusters, resamples=200
    )
    counts = {name: found[name].n for name in ("answered_rate", "abstain_recall", "abstain_precision", "aurc")}
    assert counts == {"answered_rate": 24, "abstain_recall": 8, "abstain_precision": 6, "aurc": 24}
    assert found["aurc"].value == refusing.aurc(confidence, correct)
    assert found["coverage@5%risk"].value == refusing.coverage_at_risk(confidence, correct, 0.05)
    assert found["abstain_precision"].value == refusing.abstain_precision(answerable, [r["abstained"] for r in ANSWERS])
    for figure in found.values():
        assert figure.low <= figure.value <= figure.high


def test_a_set_without_unanswerable_questions_has_no_refusal_figures():
    found = metrics.figures([answer(number, answerable=None) for number in range(6)], metrics.ANSWER_SET, resamples=200)
    assert not {"abstain_precision", "abstain_recall", "abstain_auroc"} & set(found)
    assert "aurc" in found and metrics.figures([], metrics.ANSWER_SET, resamples=200) == {}


def test_claims_of_two_labels_are_decided_before_they_are_measured():
    records = [
        {
            "cluster": f"c{n}",
            "values": {},
            "label": label,
            "verdict": "MIXED",
            "probabilities": {label: 0.4, "MIXED": 0.6},
        }
        for n, label in enumerate(["SUPPORTED", "REFUTED"] * 3)
    ]
    found = metrics.figures(records, metrics.CLAIM_SET, resamples=200)
    assert found["accuracy"].value == found["macro_f1"].value == found["balanced_accuracy"].value == 1.0
    assert "refuted_precision" not in found
    third = [*records, records[0] | {"label": "NOT_ENOUGH_INFO", "verdict": "REFUTED"}]
    found = metrics.figures(third, metrics.CLAIM_SET, resamples=200)
    assert (
        found["accuracy"].value == claiming.accuracy([r["label"] for r in third], [r["verdict"] for r in third]) == 0.0
    )
    assert found["refuted_precision"].value == 0.0


def verdict(number: int, **fields: object) -> dict[str, object]:
    label = ("SUPPORTED", "REFUTED", "NOT_ENOUGH_INFO")[number % 3]
    said = "SUPPORTED" if number % 4 == 0 else label
    return {
        "cluster": f"c{number // 2}",
        "values": {},
        "label": label,
        "verdict": said,
        "probabilities": {said: 0.4 + number % 7 / 20},
        "similarity": 0.1 * (number % 3),
    } | fields


VERDICTS = [verdict(number) for number in range(30)]


def test_coverage_and_calibration_of_verdicts_are_those_of_brute_force():
    found = metrics.figures(VERDICTS, metrics.CLAIM_SET, resamples=50)
    sure = [next(iter(one["probabilities"].values())) for one in VERDICTS]
    right = [one["label"] == one["verdict"] for one in VERDICTS]
    kept = [[good for trust, good in zip(sure, right, strict=True) if trust >= least] for least in sure]
    covered = max((len(mine) / 30 for mine in kept if mine.count(False) <= 0.05 * len(mine)), default=0.0)
    assert found["verdict_coverage@5%risk"].value == pytest.approx(covered)
    gaps: dict[int, float] = {}
    for trust, good in zip(sure, right, strict=True):
        gaps[int(trust * 10)] = gaps.get(int(trust * 10), 0.0) + trust - good
    assert found["verdict_ece"].value == pytest.approx(sum(map(abs, gaps.values())) / 30)
    assert found["verdict_aurc"].value == refusing.aurc(sure, right)


def test_verdicts_are_held_against_one_label_for_all_and_against_similarity():
    found = metrics.figures(VERDICTS, metrics.CLAIM_SET, resamples=50)
    assert found["majority_accuracy"].value == pytest.approx(1 / 3)
    assert found["similarity_accuracy"].n == 30
    split = [verdict(n, label=["REFUTED", "SUPPORTED"][n % 3 > 0]) for n in range(30)]
    told = metrics.figures(split, metrics.CLAIM_SET, resamples=50)
    assert told["similarity_accuracy"].value == told["similarity_balanced_accuracy"].value == 1.0
    assert told["majority_accuracy"].value == pytest.approx(2 / 3)


@pytest.mark.parametrize("spoilt", [{"similarity": None}, {"cluster": "one"}])
def test_similarity_is_no_baseline_where_it_is_not_told_or_nothing_is_left_to_fit_it_on(spoilt):
    found = metrics.figures([one | spoilt for one in VERDICTS], metrics.CLAIM_SET, resamples=50)
    assert not {"similarity_accuracy", "similarity_balanced_accuracy"} & set(found)
    assert "majority_accuracy" in found


@pytest.mark.parametrize("name", ["abstain_auroc", "aurc", "answered_rate"])
def test_the_difference_of_a_metric_of_the_set_is_that_of_the_two(name):
    metric = metrics.ANSWER_SET[name]
    better = [record | {"confidence": float(record["answerable"]), "abstained": False} for record in ANSWERS]
    found = metrics.set_difference(metric, better, ANSWERS, resamples=200)
    assert found.value == pytest.approx(metric.of(*metric.columns(better)) - metric.of(*metric.columns(ANSWERS)))
    assert metrics.set_difference(metric, ANSWERS, ANSWERS, resamples=200).low == 0.0


def test_the_examples_of_the_plain_metrics_are_worked():
    assert (answering.answer_words("Four ships left at dawn"), answering.sources_used(["a", "b", "a"])) == (5, 2)
    assert [ranking.success(["x", "r", "y", "z", "s"], {"r": 1, "s": 1}, k) for k in (1, 2)] == [0, 1]
    assert highlighting.sentence_hit([("a", 0, 10), ("a", 40, 50)], [("a", 45, 60)]) == 0
    assert claiming.accuracy(["MIXED"] * 3, ["MIXED", "MIXED", "REFUTED"]) == pytest.approx(0.667, abs=0.001)
    assert claiming.refuted_precision(["REFUTED", "MIXED"], ["REFUTED"] * 2) == 0.5
    called = claiming.confusion(["MIXED"] * 2, ["MIXED", "REFUTED"])
    assert called == {"MIXED": {"MIXED": 1, "REFUTED": 1}, "REFUTED": {"MIXED": 0, "REFUTED": 0}}
    assert claiming.evidence_recall([("a", 5, 20)], [("a", 0, 9), ("b", 0, 9)]) == 0.5
    assert citing.citation_coverage([("s", [1]), ("s", []), ("s", [1, 2])]) == pytest.approx(0.667, abs=0.001)
    assert (citing.citations_per_answer([1, 2, 3], False), citing.citations_per_answer([], True)) == (3, None)
    assert refusing.answered_rate([True] * 4 + [False] * 3) == pytest.approx(0.429, abs=0.001)
