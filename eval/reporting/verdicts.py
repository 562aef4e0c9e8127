"""What a report shows of the verdicts on claims: charts by label and of trust, and the confusion matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.visible import escape
from eval import metrics
from eval.measures.claiming import apart, confusion, reliability
from eval.measures.estimate import Column
from eval.measures.refusing import risk_coverage
from eval.reporting import plots
from eval.reporting.charts import Chart, bin_row, rows_of, table_of
from eval.reporting.claim import words
from eval.run_folder import Record


def of_claims(records: Sequence[Record]) -> list[Chart]:
    """Give the share of each label that is recognised, and how far the probabilities of verdicts are to be trusted.

    Claims whose evidence is given and others stand apart, as their figures do.
    """
    groups = apart(records).items() if records else ()
    return [chart for added, places in groups for chart in _of_claims([records[at] for at in places], added)]


def _of_claims(records: Sequence[Record], added: str) -> list[Chart]:
    sure, right = metrics.CLAIM_SET["verdict_ece"].columns(records)
    rows = rows_of([words(one["label"]) for one in records], right, records)
    title = f"Claims by label{added}"
    svg = plots.bars(_name("labels", added), title, rows)
    by_label = Chart(title, "the share of the claims with this label that are recognised", svg, table_of(rows))
    return [by_label, *(_verdicts_trusted(sure, right, added) if any(sure) else ())]


def _name(name: str, added: str) -> str:
    """Give a plot a name of its own in the page, in letters and dashes."""
    return "-".join(filter(None, (name, added.strip(" ()"))))


def _verdicts_trusted(sure: Column, right: Column, added: str) -> list[Chart]:
    curve, bins = risk_coverage(sure, right), reliability(sure, right)
    risk = plots.risk_coverage(
        _name("claim-risk", added), f"Risk and coverage of verdicts{added}", curve, None, "claims", "verdicts"
    )
    trust = plots.calibration(
        _name("claim-trust", added), f"Calibration of verdicts{added}", bins, "probability of the verdict"
    )
    said = "the surest verdicts first; on a set of two labels the likelier counts"
    return [
        Chart(f"How many verdicts can be relied on, and at what risk?{added}", said, risk),
        Chart(
            f"Does a verdict's probability mean what it says?{added}",
            "on the diagonal it does; larger dots hold more claims",
            trust,
            (("probability", "mean", "right", "n"), *map(bin_row, bins)),
        ),
    ]


def verdicts(records: Sequence[Record]) -> str:
    """Give the confusion matrix of claims: how often each label got each verdict; one for each kind of evidence."""
    groups = apart(records).items() if records else ()
    return "".join(_confusion([records[place] for place in places], added) for added, places in groups)


def _confusion(records: Sequence[Record], added: str) -> str:
    counts = confusion([one["label"] for one in records], [one["verdict"] for one in records])
    head = "".join(f'<th scope="col">{escape(words(label))}</th>' for label in counts)
    rows = "".join(_verdict_row(label, row) for label, row in counts.items())
    caption = f"<caption>Claims{added}: the label due (down) and the verdict given (across)</caption>"
    return f'<div class="scroll"><table class="confusion">{caption}<tr><td></td>{head}</tr>{rows}</table></div>'


def _verdict_row(label: str, row: Mapping[str, int]) -> str:
    total = sum(row.values()) or 1
    cells = "".join(
        f'<td{" class=right" if other == label else ""} style="--share: {count / total:.2f}">{count:,}</td>'
        for other, count in row.items()
    )
    return f'<tr><th scope="row">{escape(words(label))}</th>{cells}</tr>'
