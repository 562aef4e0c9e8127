"""What may be or is planned: who says that it is so says more than the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.checks.conditions import condition, conditional
from rag.checks.told import told
from rag.reading.denials import denials
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.predicates import LIGHT, Predicate, predicates
from rag.reading.slots import Line, Word, same_slot
from rag.reading.stated import complements, stated
from rag.words.verbs import akin, is_past, stems_of

_MOST = 30  # verbs of a sentence, and places of each in its source
_MAY = r"(?:may|might|could|would|should|can|cannot|must|(?:is|are|was|were)\s(?:yet\s)?to|(?:has|have|had)\syet\sto)"
_PLANS = (
    r"(?:plan|want|intend|hope|expect|seek|aim|propos|threaten|wish|sought|ask|call|urg|due|set|going|able|likely|ready|willing|"
    r"fail|refus|declin|tr[iy]|schedul|slat|poised|option|in\stalks|negotiat|prepar|appl[iy]|attempt|decid|agree|promis|pledg|vow|offer|invit|need|suppos)\w*(?:\s[\w’'-]+){0,3}\sto"
)
_ACCUSED = (
    r"(?:accus|suspect|charg|alleg|blam)\w*(?:\s[\w’'-]+){0,3}\s(?:of|with|for)|"
    r"(?:is|are|was|were|been)\s(?:\w+ly\s)?(?:alleged|said|believed|thought|claimed|reported|reputed|rumou?red|suspected|"
    r"understood|assumed)\sto"
)
# "Recommended that lorries be kept off": what is advised or asked for is not done.
_ADVISED = r"(?:recommend|urg|demand|propos|request|advis|order|ask)\w*\sthat(?:\s[\w’'-]+){1,5}"
# "No study has linked", "nobody was", "none of them": the subject is denied, and with it the verb.
_NONE = r"(?<!not )(?:no(?! (?:doubt|longer|less|fewer|more))|nobody|none|neither|nor)(?:\s[\w’'-]+){1,5}"
# "Barred from joining", "forbidden to join", "instead of joining".
_BARRED = (
    r"(?:barr|bann|prevent|prohibit|exclud|stopp|kept|keep|discourag|deter)\w*(?:\s[\w’'-]+){0,3}\sfrom|"
    r"(?:forbid|forbade|unable|unwilling|reluctant)\w*(?:\s[\w’'-]+){0,3}\sto|"
    r"(?:instead|short)\sof|rather\sthan|without|avoid(?:s|ed|ing)?|rul(?:es?|ed|ing)\sout|"
    r"(?:voted|decided|ruled|advised|argued|warned)\sagainst"
)
_DOUBT = r"(?:reportedly|allegedly|perhaps|possibly|maybe|probably|supposedly|presumably)"
_IF = (
    r"(?:(?<!even )(?<!as )if|whether|unless|(?:possib\w+|unclear|uncertain|doubtful|unproven|rumou?rs?|fear(?:s|ed)?|"
    r"hop(?:es?|ed|ing)|risk|danger|chance|prospect)\s(?:that|of))(?:\s[\w’'-]+){1,5}"
)
_HELPS = r"(?:\s(?:not|also|have|has|had|be|been|being|\w+ly|then|still|soon|never|yet))*"
_BECOMING = r"\s(?:be|become|becoming|being|been)(?:\s[\w’'-]+){0,3}"
# "A planned visit", "considering a sale": what is told by a noun is no deed yet.
_THOUGHT = (
    r"(?:consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|propos(?:es|ed|ing)|plann(?:ed|ing)|possible|potential|prospective|scheduled|"
    r"upcoming|expected|intended|mooted|threatened|envisaged)(?:\s(?:an?|the|its|his|her|their|possible|joint|full|early|further))*"
)
# "Opposed the closing of the ward", "voted on a merger": neither has come about by that.
_DEBATED = (
    r"(?:oppos|favou?r|support|back|discuss|debat|demand|seek|sought|resist|block|prevent|(?:call|plead|push|press|argu)\w*\sfor|"
    r"(?:vot|rul|decid|argu|campaign)\w*\s(?:on|for|against)|(?:on|under)\s(?:review|watch|consideration|discussion)\sfor)\w*(?:\s(?:an?|the|any|its|his|her|their))?(?:\s(?:early|full))?"
)
_LEADS = rf"\b(?:{_MAY}|{_PLANS}|{_ACCUSED}|{_ADVISED}|{_NONE}|{_BARRED}|{_DOUBT}|{_IF}|{_THOUGHT}|{_DEBATED}){_HELPS}"
_OPEN = re.compile(rf"{_LEADS}\s$", re.I)
_OPEN_BEING = re.compile(rf"(?:{_LEADS}(?:{_BECOMING}|(?<=\sbe)|(?<=\sbeing)|(?<=\sbeen))|\b{_IF})\s$", re.I)
_PLANNED = re.compile(rf"\b{_PLANS}\s$", re.I)
# "The opening of the museum is scheduled for October".
_NOUN = re.compile(r"(?:^|\b(?:an?|the|its|his|her|their|’s|'s)\s(?:[\w’'-]+\s)?)$", re.I)
_AWAITED = re.compile(
    r"(?:\s[\w’'-]+){0,6}\s(?:(?:is|are)\s(?:still\s|now\s)?(?:planned|due|intended|slated|envisaged|possible|pending|"
    r"under\s(?:consideration|discussion|review))|(?:is|are|was|were|(?:has|have|had)\sbeen)\s(?:still\s|now\s)?"
    r"(?:scheduled|proposed|expected))\b(?!\sto\b)",
    re.I,
)
_EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed)|(?:un)?likely|possible|probabl[ey]|hope[sd]?|feared?|perhaps|presumably)\b", re.I
)
_FEARED = re.compile(
    r",[”\"]?\s(?:[\w’'-]+\s){1,5}(?:fear|hope|expect|believe|think|thought|predict|suspect|suppose|guess)\w*\W*$", re.I
)
_HEDGES = (
    rf"{_MAY}|{_PLANS}|planned|planning|propos\w+|possib\w+|likely|perhaps|probabl\w+|maybe|reported\w*|apparent\w*|"
    r"suppos\w+|presum\w+|if|whether|unless|expect\w*|hope[sd]?|offer\w*|idea|wish\w*|want\w*|aim\w*|goal|hypothetical\w*|"
    r"(?:power|right|ability|chance)(?:\sof\s[\w’'-]+)?\sto|need\w*|accus\w+|suspected|charg\w+|alleg\w+|request\w*|demand\w*|call\w*"
)
_HEDGED = re.compile(rf"\b(?:{_HEDGES}|will|shall)\b", re.I)
# What is told as coming, and what leaves open whether it will: a plan, an order or a promise does not.
_WILL = re.compile(rf"(?:\b(?:will|shall|going\sto)|[’']ll){_HELPS}\s$", re.I)
_UNSURE = re.compile(
    rf"\b(?:may|might|could|can|should|(?:want|hope|expect|seek|aim|propos|threaten|wish|ask|call|urg|able|likely|ready|"
    rf"willing|attempt|tr[iy]|invit|consider)\w*(?:\s[\w’'-]+){{0,3}}\sto|{_DOUBT}|{_IF}){_HELPS}\s$",
    re.I,
)
_WILLS = re.compile(r"\b(?:will|shall|(?:is|are)\sgoing\sto)\b", re.I)
_MAYBE = re.compile(
    r"\b(?:may|might|could|(?:is|are|was|were)(?:\s\w+ly)?\s(?:expected|likely|thought|believed|hoped|feared)\sto|"
    r"(?:hope|want|expect|seek|threaten|wish)(?:s|es)?\sto)\b",
    re.I,
)
_NOT_SURE = re.compile(
    rf"\b(?:{_MAY}|{_DOUBT}|possib\w+|(?:un)?likely|reported\w*|if|whether|unless|expect\w*|hope[sd]?|want\w*|aim\w*|"
    r"plan\w*|propos\w+|intend\w*|seek\w*|threat\w*|potential\w*|prospect\w*)\b",
    re.I,
)
_LED = 40  # characters ahead of a noun in which its article stands
_FAR = 160  # characters ahead of a verb in which what makes it uncertain begins


def check(claim: Line, ground: Ground) -> Parts:
    """Find what a claim tells as done or as coming and its cited words as possible or planned."""
    return Parts(mismatched=(*_done(claim, ground.line), *_coming(claim, ground.line)))


def _done(claim: Line, source: Line) -> list[Mismatch]:
    if _adds(claim, source, _HEDGED):
        return []
    nouns = {one.at for one in complements(claim)}
    said, found = denials(claim.text), list[Mismatch]()
    for one in dict.fromkeys((*stated(claim), *told(claim))):
        start, leads = claim.words[one.at].start, _OPEN_BEING if one.at in nouns else _OPEN
        hedged = _HEDGED.search(claim.text, _clause(claim.text, start), start) or leads.search(claim.text, 0, start)
        if not hedged and not said.denies(start):
            found += _only(one, claim, source, leads) or _planned(one, claim, source) or _awaited(one, claim, source)
    return found


def _planned(one: Predicate, claim: Line, source: Line) -> list[Mismatch]:
    """Find a verb in the very place in which a source has a plan of it: "attacked", of "planned to attack"."""
    word = claim.words[one.at]
    for place in _places(one.word, source):
        plan = _PLANNED.search(source.text, max(0, place.start - _FAR), place.start)
        if plan and same_slot(claim, (word.start, word.end), source, (plan.start(), place.end)):
            return [unreserved(claim, (word.start, word.end), source, (plan.start(), place.end))]
    return []


def _awaited(one: Predicate, claim: Line, source: Line) -> list[Mismatch]:
    """Find a verb of which a source has nowhere but the noun, as of something to come."""
    word, places = claim.words[one.at], _places(one.word, source)
    nouns = [
        at
        for at in places
        if not is_past(source.text[at.start : at.end]) and _NOUN.search(source.text[max(0, at.start - _LED) : at.start])
    ]
    coming = [match for at in nouns if (match := _AWAITED.match(source.text, at.end))]
    if not places or len(coming) < len(places):
        return []
    return [unreserved(claim, (word.start, word.end), source, (places[0].start, coming[0].end()))]


def _coming(claim: Line, source: Line) -> list[Mismatch]:
    """Find what a claim says will be and its source only that it may, or on a condition that the claim leaves out."""
    if _adds(claim, source, _NOT_SURE) or _FEARED.search(claim.text):
        return []
    found = list(_exchanged(claim, source))
    for one in list(predicates(claim))[:_MOST] if not found else ():
        start = claim.words[one.at].start
        first = _clause(claim.text, start)
        if _WILL.search(claim.text, first, start) and not _NOT_SURE.search(claim.text, first, start):
            found += _only(one, claim, source, _UNSURE) or _unconditional(one, claim, source)
    return found


def _exchanged(claim: Line, source: Line) -> Iterator[Mismatch]:
    """Give each "will" that stands in the very place of a "may" or "is expected to"."""
    unsure = list(_MAYBE.finditer(source.text))[:_MOST]
    for will in list(_WILLS.finditer(claim.text))[:_MOST] if unsure else ():
        if _EXPECTED.search(claim.text, _clause(claim.text, will.start()), will.start()):
            continue
        for may in unsure:
            if same_slot(claim, will.span(), source, may.span()):
                yield unreserved(claim, will.span(), source, may.span())
                break


def _adds(claim: Line, source: Line, hedges: re.Pattern[str]) -> bool:
    """Say whether a claim has a word of doubt that its source has not: it may be its own way of putting the doubt."""
    known = {match.group().casefold() for match in hedges.finditer(source.text)}
    return any(match.group().casefold() not in known for match in hedges.finditer(claim.text))


def _clause(text: str, end: int) -> int:
    """Give where the clause of a word begins, as far as marks tell."""
    return max(text.rfind(mark, 0, end) for mark in ",;:.—(") + 1


def _unconditional(one: Predicate, claim: Line, source: Line) -> list[Mismatch]:
    if conditional(claim.text):
        return []
    word, places = claim.words[one.at], _places(one.word, source)
    found = [span for at in places if (span := condition(source.text, at.start, at.end)) is not None]
    if not places or len(found) < len(places):
        return []
    return [unreserved(claim, (word.start, word.end), source, found[0])]


def _only(one: Predicate, claim: Line, source: Line, leads: re.Pattern[str]) -> list[Mismatch]:
    """Give the fault of a verb or noun that a source has nowhere but behind such words."""
    word, places = claim.words[one.at], _places(one.word, source)
    if one.word in LIGHT:  # "became president" is no "becoming involved"
        near = claim.near(word.start, word.end)
        places = [at for at in places if not near.isdisjoint(source.near(at.start, at.end))]
    found = [lead for at in places if (lead := leads.search(source.text, max(0, at.start - _FAR), at.start))]
    if not places or len(found) < len(places):
        return []
    return [unreserved(claim, (word.start, word.end), source, (found[0].start(), places[0].end))]


def _places(word: str, source: Line) -> list[Word]:
    """Give where a source has a verb or noun, or where it has none words that mean it."""
    stems, said = stems_of(word), [(one, source.text[one.start : one.end].casefold()) for one in source.words]
    same = [one for one, other in said if stems & stems_of(other)]
    return (same or [one for one, other in said if one.content and akin(word, other)])[:_MOST]


def unreserved(claim: Line, said: tuple[int, int], line: Line, source: tuple[int, int]) -> Mismatch:
    """Give the fault of words told without the reserve that their source has, by the spans of both."""
    part = Match.of(FaultKind.PREDICATE, claim.text, said, line.text, source)
    return Mismatch(part, True, f"the source says “{part.source}”, the sentence “{part.said}” without reserve")
