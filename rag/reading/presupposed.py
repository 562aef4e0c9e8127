"""What a question takes for done: "why did Norway leave the pact?" that Norway left the pact."""

from __future__ import annotations

import re

from rag.reading.asked import asked
from rag.words.irregular import PAST

MODALS = ("can", "could", "will", "would", "should", "must", "may", "might", "has", "have", "had")
_BE = ("is", "are", "was", "were")
_BEEN = frozenset(("be", "been", "being", "have", "had"))
_LOOSE = _BEEN | {"not", "never", "get"}  # between a subject and what was taken for its verb
_HELPERS = "|".join((*MODALS, *_BE, "did", "does", "do"))
_WHY = re.compile(
    rf"^\W*(?:why|for (?:what|which) (?:reason|purpose))\s+(?P<helper>{_HELPERS})\s"
    r"(?P<rest>.+?)\W*$",
    re.I,
)


def presupposed(question: str) -> str | None:
    """Put what a question about a cause takes for done as a sentence; None where it names no deed, or denies one.

    >>> presupposed("Why did Norway leave the pact?"), presupposed("Why was Ann Lee sacked by Acme?")
    ('Norway left the pact.', 'Ann Lee was sacked by Acme.')
    >>> presupposed("Who left the pact?")
    """
    found, deed = _WHY.match(" ".join(question.split())), asked(question)
    if found is None or deed is None or deed.denied:
        return None
    helper, words = found["helper"].casefold(), found["rest"].split()
    verb = next((at for at, word in enumerate(words) if at and word.casefold() == deed.verb.casefold()), 0)
    at = verb
    while at > 1 and words[at - 1] in _BEEN:
        at -= 1
    if not verb or _LOOSE & {word.casefold() for word in words[:at]} or any(word.endswith(",") for word in words[:at]):
        return None
    told = [helper, *words[at : verb + 1]] if helper in _BE or at < verb else inflected(helper, words[verb])
    sentence = " ".join([*words[:at], *told, *words[verb + 1 :]])
    return f"{sentence[0].upper()}{sentence[1:]}."


def inflected(helper: str, base: str) -> list[str]:
    """Give the verb as a statement has it: "did stop" as "stopped".

    >>> inflected("did", "stop"), inflected("does", "carry"), inflected("did", "take"), inflected("can", "do")
    (['stopped'], ['carries'], ['took'], ['can', 'do'])
    """
    if helper in MODALS:
        return [helper, base]
    if helper == "do":
        return [base]
    stem = base[:-1] + "i" if re.search(r"[^aeiou]y$", base) else base
    if helper == "does":
        return [stem + ("es" if re.search(r"(s|x|z|ch|sh|o|i)$", stem) else "s")]
    if base in PAST:
        return [(*PAST[base], base)[0]]
    if re.search(r"^[^aeiou]*[aeiou][bdgklmnprt]$|(?:mit|fer|cur|pel)$", base):
        return [base + base[-1] + "ed"]
    return [stem + ("d" if stem.endswith("e") else "ed")]
