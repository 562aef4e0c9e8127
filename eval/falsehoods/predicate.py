"""False predicates: the right names with another verb, or a preposition's object made that of the verb."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from eval.falsehoods.perturbed import Edit, Sentence, quoted

# One group of meanings a line: none bears one of another group out. A verb that is not regular is "base/past" or
# "base/past/participle".
_GROUPS = tuple(
    tuple(line.split())
    for line in """
    block veto/vetoed oppose obstruct hinder thwart resist prevent reject refuse forestall
    welcome praise applaud hail celebrate endorse back support favour
    condemn criticise denounce blame accuse provoke antagonise anger
    fund finance sponsor subsidise pay/paid
    buy/bought acquire purchase obtain get/got
    visit tour
    destroy demolish wreck
    build/built construct erect found establish create form open launch start
    close shut/shut dissolve abolish
    invade occupy conquer capture seize attack fight/fought
    rescue save free protect guard defend
    kill murder assassinate execute
    hire recruit
    dismiss sack/sacked
    sue prosecute arrest jail
    marry divorce
    paint photograph film
    translate edit
    inherit
    copy imitate
    insult mock ridicule
    host entertain
    abandon desert leave/left
    join
    repair restore renovate
    steal/stole/stolen
    win/won defeat beat/beat/beaten
    lose/lost
    write/wrote/written publish
    discover find/found
    invent design devise
    send/sent ship/shipped deliver supply give/gave/given provide offer
    sign ratify
    ignore overlook neglect
    deploy station
    expand enlarge increase raise strengthen enhance develop
    reduce cut/cut lower weaken
    pledge promise commit/committed
    invite
    mention name list cite
    share
    lead/led head
    teach/taught
    hold/held
    sell/sold
    """.strip().splitlines()
)
# Such as can take the place of most verbs with most objects.
_STANDINS = ("block", "welcome", "condemn", "fund", "visit", "destroy", "copy", "rescue", "mock", "host", "ignore")
_BASE, _PAST, _PARTICIPLE, _S, _ING = range(5)


def _forms(written: str) -> tuple[str, ...]:
    base, *irregular = written.split("/")
    stem, y = base.removesuffix("e"), base[-1] == "y" and base[-2] not in "aeou"
    past = irregular[0] if irregular else base[:-1] + "ied" if y else stem + "ed"
    third = base[:-1] + "ies" if y else base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    doubled = past[: -len("ed")] if past.endswith("ed") and irregular else stem
    return base, past, irregular[-1] if len(irregular) > 1 else past, third, doubled + "ing"


_VERBS = {verb.split("/")[0]: _forms(verb) for group in _GROUPS for verb in group}
_GROUP = {verb.split("/")[0]: number for number, group in enumerate(_GROUPS) for verb in group}
_READ = {form: verb for verb, forms in _VERBS.items() for form in forms}
_WORD = re.compile(r"\b[a-z]+\b")
_OBJECT = re.compile(r"\s(?:(?:the|a|an|its|his|her|their|this|these|all|both|some)\b|[A-ZÀ-Þ])")
_BE = re.compile(r"\b(?:is|are|was|were|been|being|be)(?: \w+ly)? $")
_HAVE = re.compile(r"\b(?:has|have|had)(?: \w+ly| also| already)? $")
_BARE = re.compile(r"\b(?:to|will|would|can|could|should|may|might|must|did|does|do)(?: \w+ly| also)? $")
_SUBJECT = re.compile(r"[\w’')](?: (?:also|then|later|already|soon|finally|again))? $")
_NO_VERB = re.compile(
    r"\b(?:the|a|an|of|in|with|for|by|its|his|her|their|newly|as|than|on|at|from|and|or|this|that) $", re.I
)
_INDIRECT = re.compile(
    r"\b(?P<verb>joined|visited|attacked|invaded|signed|opened|led|hosted|supported|opposed|backed|blocked|funded|"
    r"shared|entered|rejected|lost|built|bought|sold|welcomed|condemned|destroyed|captured|occupied|ended|began|drew|held)"
    r"(?P<gap> (?!to )(?:(?:the|a|an|its|his|her|their|this|two|three|several|some|many|joint|new) )?"
    r"(?:[a-z-]+ ){0,2}[a-z-]{4,} (?:with|from|to|against|for|by|between|outside|near) (?:the )?)"
    r"(?=(?P<name>[A-ZÀ-Þ][\w’-]+)\b)"
)
_NO_NOUN = re.compile(r"selves\b|\bself\b|\b(?:as|out|over|back|away)\b")
_MONTH = re.compile(r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October|\w+day\b")


def replaced(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give the sentence with another verb, of a meaning that its paragraph does not hold: "blocked" -> "welcomed"."""
    text = sentence.text
    for match in _WORD.finditer(text):
        verb = _READ.get(match.group())
        form = None if verb is None or quoted(text, match.start()) else _form(verb, text, match)
        if verb is not None and form is not None:
            others = [one for one in _STANDINS if _GROUP[one] != _GROUP[verb] and not _told(one, sentence.paragraph)]
            if others:
                yield Edit(*match.span(), _VERBS[rng.choice(others)][form], "verb")


def promoted(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give the sentence with the name behind a preposition as the object: "joined exercises with" -> "joined"."""
    text = sentence.text
    for match in _INDIRECT.finditer(text):
        fit = not (_BE.search(text[: match.start()]) or _NO_NOUN.search(match["gap"]) or _MONTH.match(match["name"]))
        if fit and not quoted(text, match.start()):
            yield Edit(match.end("verb"), match.end("gap"), " ", "argument")


def past(base: str) -> str | None:
    """Give the past of a verb by its base form, None of one that is not known."""
    return _VERBS[base][_PAST] if base in _VERBS else None


def _form(verb: str, text: str, match: re.Match[str]) -> int | None:
    """Give the form in which a word is the verb of its clause: with an object, or in the passive; None for others."""
    before, forms, word = text[: match.start()], _VERBS[verb], match.group()
    if _BE.search(before):
        return _PARTICIPLE if word == forms[_PARTICIPLE] else None
    if not _OBJECT.match(text, match.end()) or _NO_VERB.search(before):
        return None
    if _BARE.search(before):
        return _BASE if word == forms[_BASE] else None
    if _HAVE.search(before):
        return _PARTICIPLE if word == forms[_PARTICIPLE] else None
    fit = [form for form in (_PAST, _S) if word == forms[form] != forms[_BASE]]
    return fit[0] if fit and _SUBJECT.search(before) else None


def _told(verb: str, paragraph: str) -> bool:
    """Say whether a paragraph holds any verb of a meaning, in any of its forms or derivations."""
    begins = {one[:5] for one, group in _GROUP.items() if group == _GROUP[verb]}
    begins |= {form for one, group in _GROUP.items() if group == _GROUP[verb] for form in _VERBS[one]}
    return any(word in begins or word[:5] in begins for word in _WORD.findall(paragraph.lower()))
