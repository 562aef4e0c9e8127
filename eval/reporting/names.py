"""How a report names the metrics, and in what order and company it shows them. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A metric in words; `share` says that it lies in [0, 1]."""

    title: str
    meaning: str
    share: bool = True


GROUPS: dict[str, dict[str, Named]] = {
    "Retrieval": {
        "ndcg@10": Named("nDCG@10", "the relevant articles among the first ten, and how high they stand"),
        "recall@10": Named("Recall@10", "the share of the relevant articles among the first ten"),
        "mrr@10": Named("MRR@10", "one over the rank of the first relevant article"),
        "success@1": Named("Success@1", "the first article is a relevant one"),
        "span_recall@10": Named("Passage recall@10", "the share of the gold evidence among the first ten passages"),
    },
    "Answers": {
        "answer_recall": Named("Answer recall", "the share of questions whose answer holds the words due"),
        "nugget_recall": Named("Nugget recall", "the share of the facts due that the answer holds"),
        "choice_accuracy": Named("Right choice", "the share of multiple choices decided rightly"),
        "answer_words": Named("Words in an answer", "its length", share=False),
        "sources_used": Named("Articles cited", "how many articles an answer cites", share=False),
    },
    "Highlights": {
        "sentence_hit@1": Named("First highlight hits", "the first cited words touch the gold evidence"),
        "span_f1": Named("Highlight F1", "the characters that cited words and gold evidence share"),
        "span_precision": Named("Highlight precision", "the share of the cited characters that are gold evidence"),
        "span_recall": Named("Highlight recall", "the share of the gold evidence that is cited"),
    },
    "Citations": {
        "citation_validity": Named(
            "Citation validity", "the share of citations that are the stored text, byte for byte"
        ),
        "citations_in_time": Named(
            "Citations in time", "of questions asked as of a day: the share of citations to articles out by then"
        ),
        "citation_coverage": Named("Citation coverage", "the share of sentences that carry a citation"),
        "citation_recall": Named("Citation recall", "the share of sentences that their citations bear out"),
        "citation_precision": Named("Citation precision", "the share of citations that their sentence needs"),
        "citations_per_answer": Named("Citations an answer", "how many an answer carries", share=False),
    },
    "Refusals": {
        "abstain_auroc": Named("Refusal AUROC", "how well confidence tells answerable questions from the others"),
        "abstain_precision": Named("Refusal precision", "the share of refusals that were due"),
        "abstain_recall": Named("Refusal recall", "the share of unanswerable questions that are refused"),
        "answered_rate": Named("Answered", "the share of the questions that are answered"),
        "coverage@5%risk": Named("Coverage at 5 % risk", "the share answerable with at most one answer in 20 wrong"),
        "coverage@1%risk": Named("Coverage at 1 % risk", "the share answerable with at most one answer in 100 wrong"),
        "aurc": Named("AURC", "the mean risk over all coverages; less is better"),
        "confidence_ece": Named("Calibration error", "the gap of confidence and truth; less is better"),
    },
    "Claims": {
        "accuracy": Named("Accuracy", "the share of the verdicts that are right"),
        "forced_accuracy": Named(
            "Accuracy, forced", "of the likeliest label where silence is none, as a threshold says"
        ),
        "majority_accuracy": Named("Accuracy of majority", "of the label that most claims of this set have"),
        "similarity_accuracy": Named(
            "Accuracy of similarity",
            "of a threshold on the cosine with the nearest words, fitted on other folds",
        ),
        "balanced_accuracy": Named("Balanced accuracy", "the mean over the labels of the share recognised"),
        "similarity_balanced_accuracy": Named(
            "Balanced, of similarity",
            "of such a threshold; one label for all has one over the number of labels",
        ),
        "macro_f1": Named("Macro F1", "the mean over the labels of their F1"),
        "refuted_precision": Named("Refuted, rightly", "the share of the verdicts REFUTED that are right"),
        "verdict_coverage@5%risk": Named(
            "Coverage at 5 % risk", "the share of the claims, the surest first, with at most one verdict in 20 wrong"
        ),
        "verdict_aurc": Named("AURC", "the mean risk over all coverages; less is better"),
        "verdict_ece": Named("Calibration error", "the gap of probability and truth; less is better"),
        "evidence_recall": Named("Evidence recall", "the share of a claim's gold evidence among the words shown"),
        "evidence_decisive": Named(
            "Evidence on a side", "the share of it that is shown for or against the claim, not as merely near"
        ),
    },
}
OTHER = "Other figures"
MODES = (" (given)", " (open)")
"""What is added to the figures of claims where a set has both that give their evidence and that do not."""

HEADLINE = (
    "citation_validity",
    "answer_recall",
    "sentence_hit@1",
    "citation_recall",
    "abstain_auroc",
    "coverage@5%risk",
    "ndcg@10",
    "macro_f1",
    "success@1",
    "nugget_recall",
    "accuracy",
    "recall@10",
    "verdict_coverage@5%risk",
    "refuted_precision",
    "verdict_ece",
    "evidence_recall",
)
"""Those that are shown large, the first that a run has."""

BESIDE = {"citation_validity": ("citations_per_answer", "citation_coverage")}
"""Figures that are never shown large without others: to cite nothing is valid too."""

FLAGS: dict[str, tuple[str, str]] = {
    "wrong": ("Wrong", "an answer or a verdict that was not due"),
    "should_have_refused": ("Should have refused", "answered a question that no article answers"),
    "refused_in_vain": ("Refused in vain", "silent where an article answers"),
    "citation_missed": ("Citation missed", "answered without citing the gold evidence"),
}
"""What goes wrong: its title and what it means."""
