"""What a sentence becomes when somebody only says, hopes, denies or plans it: frames around it, and deeds left undone.

Each gives the changed sentence with the probabilities of ENTAILMENT, NEUTRAL, CONTRADICTION that the plain sentence
then has, or None where the sentence offers nothing to change. They are made for training pairs alone.
"""

from __future__ import annotations

import re
from random import Random

from rag.words.irregular import PAST
from rag.words.verbs import is_form

Target = tuple[float, float, float]
Changed = tuple[str, Target]

BORNE_OUT: Target = (0.97, 0.02, 0.01)
UNDECIDED: Target = (0.02, 0.93, 0.05)
DENIED: Target = (0.0, 0.5, 0.5)
UNTRUE: Target = (0.0, 0.08, 0.92)

_DOUBTERS = ("Prosecutors", "Critics", "A former employee", "The lawsuit", "Two witnesses", "The opposition",
             "Some users", "An anonymous letter", "The complaint", "Supporters", "A rival", "Activists", "His lawyers",
             "The union")  # fmt: skip
_TELLERS = ("Officials", "The ministry", "The company", "The report", "Police", "Researchers", "A spokeswoman",
            "The agency", "The council", "The court", "Historians", "The minutes", "The audit",
            "The newspaper")  # fmt: skip
_FRAMES: tuple[tuple[Target, tuple[str, ...]], ...] = (
    (UNDECIDED, ("It is not clear whether {s}.", "It was not known whether {s}.", "{d} alleged that {s}.",
                 "{d} suspected that {s}.", "Rumours that {s} could not be confirmed.", "{d} hoped that {s}.",
                 "{d} feared that {s}.", "{d} asked whether {s}.", "Investigators are examining whether {s}.",
                 "{d} demanded proof that {s}.", "If {s}, everything will change.", "It would be a surprise if {s}.",
                 "Suppose that {s}.", "{d} insinuated that {s}.", "The inquiry will decide whether {s}.",
                 "{d} wanted people to believe that {s}.", "A post that nobody has verified claims that {s}.",
                 "Unless it turns out that {s}, nothing will be done.", "The film imagines that {s}.")),
    (DENIED, ("{t} denied that {s}.", "No evidence was found that {s}.", "{t} rejected the claim that {s}.",
              "Nothing shows that {s}.", "{t} disputed that {s}.")),
    (UNTRUE, ("It is not true that {s}.", "{d} wrongly believed that {s}.",
              "Contrary to the rumour, it is false that {s}.",
              "The claim that {s} was shown to be false.", "{t} proved that it is a myth that {s}.")),
    (BORNE_OUT, ("{t} confirmed that {s}.", "{t} said on Monday that {s}.", "{t} announced that {s}.",
                 "{t} found that {s}.", "Although few had expected it, {s}.", "After long talks, {s}.",
                 "{d} did not know that {s}.", "It is well known that {s}.", "{t} pointed out that {s}.",
                 "As {t2} had predicted, {s}.", "{t} published records showing that {s}.", "Few remember that {s}.",
                 "{t} acknowledged that {s}.", "According to {t2}, {s}.", "While {d2} looked on, {s}.")),
)  # fmt: skip
_TO: tuple[tuple[Target, tuple[str, ...]], ...] = (
    (UNDECIDED, ("plans to", "hopes to", "was asked to", "is expected to", "threatened to", "promised to", "tried to",
                 "was due to", "wants to", "offered to", "was urged to", "is ready to", "proposed to",
                 "had wanted to", "was accused of trying to", "was allowed to", "would like to", "may", "could",
                 "might")),
    (UNTRUE, ("refused to", "failed to", "declined to", "was unable to", "decided not to", "has yet to",
              "was forbidden to", "did not", "never managed to", "narrowly failed to", "was too late to")),
    (BORNE_OUT, ("managed to", "went on to", "was able to", "proceeded to", "was the first to", "did in fact",
                 "used a vote to", "returned to", "did not hesitate to")),
)  # fmt: skip
_MORE: tuple[tuple[str, str], ...] = (
    ("some", "all"), ("some of the", "all the"), ("many", "all"), ("(?<!the )most(?= [a-z]+s )", "all"),
    ("several", "all"), ("most of", "all of"), ("a few", "most"), ("half", "most"), ("one of the", "the"),
    ("often", "always"), ("sometimes", "always"), ("usually", "always"), ("generally", "always"),
    ("partly", "entirely"), ("partially", "completely"), ("mainly", "only"), ("mostly", "only"),
    ("almost all", "all"), ("nearly all", "all"), ("up to", "more than"), ("a minority of", "a majority of"),
    ("several", "most"), ("many", "most"), ("may", "will"), ("might", "will"), ("could", "will"),
    ("among the", "the"), ("rarely", "never"), ("(?<!a )few", "no"), ("some", "most"),
    ("part of the", "the whole of the"), ("parts of", "all of"), ("in some cases", "in every case"),
    ("approximately", "exactly"), ("about(?= [0-9])", "exactly"),
)  # fmt: skip
_PAST_OF = {past: base for base, forms in PAST.items() for past in forms[:1] if past != base}
_DEED = re.compile(
    r"(?:[A-Z][a-z]{2,}|\b(?:[Hh]e|[Ss]he|[Tt]hey|who)|\b[Tt]he [a-z]+) ([a-z]{3,}) "
    r"(?=(?:the|a|an|its|his|her|their|[A-Z]))"
)
_PAIR = re.compile(r"\b(?P<one>[A-Z][a-z]{2,}|the [a-z]+) and (?P<two>[A-Z][a-z]{2,}|the [a-z]+)\b")
_OPENERS = frozenset(
    ("the", "a", "an", "in", "on", "at", "by", "for", "from", "it", "he", "she", "they", "this", "these", "there",
    "after", "before", "during", "when", "while", "although", "as", "his", "her", "its", "their", "most", "some",
    "many", "all", "several", "both", "one", "two", "three", "no", "with", "since", "under", "until", "according",
    "such", "other", "officials", "police", "researchers", "historians", "prosecutors", "critics", "two",
    "supporters", "activists", "however", "by", "that", "those", "each", "of", "we", "to", "not", "over", "you",
    "only", "every", "if", "because", "despite", "between")
)  # fmt: skip
_LONGEST = 32
"""Words of a sentence that is put in a frame."""


def framed(sentence: str, random: Random) -> Changed | None:
    """Put a sentence in a frame: alleged, asked, denied, disproved or confirmed."""
    if len(sentence.split()) > _LONGEST or not sentence.endswith(".") or sentence.count('"') % 2:
        return None
    target, frames = random.choice(_FRAMES)
    doubter, teller = random.choice(_DOUBTERS), random.choice(_TELLERS)
    filled = random.choice(frames).format(
        s=lowered(sentence[:-1]), d=doubter, t=teller, d2=lowered(doubter), t2=lowered(teller)
    )
    return filled[0].upper() + filled[1:], target


def put_off(sentence: str, random: Random) -> Changed | None:
    """Let somebody only plan, try or be asked to do what the sentence says was done, refuse it, or bring it off."""
    deeds = [(m, base) for m in _DEED.finditer(sentence) if (base := base_of(m[1]))]
    if not deeds:
        return None
    found, base = random.choice(deeds)
    target, phrases = random.choice(_TO)
    return f"{sentence[: found.start(1)]}{random.choice(phrases)} {base}{sentence[found.end(1) :]}", target


def more(sentence: str, random: Random) -> str | None:
    """Say more than the sentence: all for some, always for often. It is not borne out, and bears the sentence out."""
    spots = [(m, said) for less, said in _MORE for m in re.finditer(rf"(?<![-\w]){less}(?![-\w])", sentence)]
    if not spots:
        return None
    found, said = random.choice(spots)
    return sentence[: found.start()] + said + sentence[found.end() :]


def excepted(sentence: str, random: Random) -> str | None:
    """Take one of two things out of what the sentence says of both."""
    found = list(_PAIR.finditer(sentence))
    if not found:
        return None
    at = random.choice(found)
    without = random.choice((" but not ", ", though not "))
    return f"{sentence[: at.start()]}{at['one']}{without}{at['two']}{sentence[at.end() :]}"


def base_of(word: str) -> str | None:
    """Give the base form of a past form, None where it is none.

    >>> base_of("carried"), base_of("planned"), base_of("opened"), base_of("chose"), base_of("table")
    ('carry', 'plan', 'open', 'choose', None)
    """
    if word in _PAST_OF:
        return _PAST_OF[word]
    if not word.endswith("ed"):
        return None
    stem = word[:-2]
    tried = [f"{stem[:-1]}y"] if stem.endswith("i") else [stem, f"{stem}e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        tried = [stem[:-1], *tried]
    return next((one for one in tried if is_form(one)), None)


def lowered(sentence: str) -> str:
    """Give a sentence as it stands inside another: names keep their capital."""
    first = sentence.split(maxsplit=1)[0] if sentence.strip() else ""
    plain = first.casefold() in _OPENERS
    return sentence[:1].lower() + sentence[1:] if plain else sentence
