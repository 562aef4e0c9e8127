"""Is a sentence worth checking? Opinions, predictions, personal experience and questions are named as such."""

# ruff: noqa: E501 - patterns read better unwrapped
from __future__ import annotations

import re

from rag.reading.figures import figures
from rag.reading.finite import finite
from rag.reading.moments import moments
from rag.reading.naming import named
from rag.reading.quoted import quotations
from rag.verdicts.checked import SentenceKind
from rag.words.terms import terms

_FIRST = re.compile(
    r"\b(?:I|I[’']m|I[’']ve|I[’']d|I[’']ll|me|[Mm]y|mine|myself|[Ww]e|[Ww]e[’']re|[Ww]e[’']ve|[Oo]ur|us)\b"
)
_LIVED = re.compile(
    r"\b(?:felt|feel|remember|recall|loved|love|enjoyed|hated|visited|lived|grew up|met|saw|heard|woke|ate|walked|"
    r"drove|was there|noticed|learned|miss|enjoy|like|liked|went|stayed|had|have|explained|am|was|were|been)\b",
    re.I,
)
_MUST = re.compile(r"\b(?:if|unless|when)\b.*\b(?:I|we)(?: will|[’']ll)\b", re.I)
_FEELS = re.compile(
    r"\b(?:I[’']m|I am|we[’']re|we are) (?:\w+ )?(?:thrilled|delighted|happy|glad|sad|proud|sorry|afraid|grateful|honou?red|excited|shocked|tired)\b",
    re.I,
)
_OUR = re.compile(
    r"\W*(?:our|my (?:colleagues?|boss|school|company|firm|party|office|government|country|town|city|club|team))\s",
    re.I,
)
_WE_WERE = re.compile(
    r"\W*(?:and |but )?we (?:were|have|had|have been)\b(?!.*\b(?:felt|feel|remember|loved|love|enjoyed|hated|miss)\b)",
    re.I,
)
_I_DID = re.compile(r"\W*(?:and |but |so |then )?I(?:\s|[’']d\s|[’']ve\s)")
_FAMILY = re.compile(
    r"\b[Mm]y (?:\w+ )?(?:wife|husband|mother|father|sister|brother|son|daughter|parents|family|friends?|uncle|aunt|grand\w+)\b"
)
_HELD = re.compile(
    r"\b(?:I|we) (?:\w+ )?(?:think|believe|feel|guess|suppose|hope|fear|doubt|find|reckon|suspect|prefer|want|wish|expect)\b|"
    r"\bin (?:my|our) (?:view|opinion)\b|\bto my mind\b|\b(?:my|our) (?:own )?(?:view|opinion|guess|feeling|hunch) is\b",
    re.I,
)
_OUGHT = re.compile(
    r"\b(?:should(?:n[’']t)?|ought to|must not|mustn[’']t|had better|deserve[sd]?|let us|let[’']s)\b", re.I
)
_PRAISE = re.compile(
    r"\b(?:best|worst|beautiful|ugly|wonderful|awful|terrible|horrible|fantastic|brilliant|stupid|foolish|silly|shameful|disgraceful|"
    r"disgusting|outrageous|unacceptable|magnificent|superb|dreadful|absurd|ridiculous|immoral|evil|lovely|boring|delicious|"
    r"admirable|inspiring|pathetic|tragic|unforgivable|overrated|underrated|great success|great mistake|big mistake|"
    r"a mistake|a disgrace|a disaster|a triumph|serious loss|wise|unwise|courageous|cowardly|charming|perfect)\b|"
    r"\ba (?:huge|great|real|big|total|complete) (?:help|success|failure|relief|mistake|honou?r|shame|pity|joy|pleasure|waste)\b|"
    r"\b(?:would|will|could|may|might) be an? (?:\w+ )?(?:catastrophe|tragedy|scandal|blessing|shame|folly)\b|"
    r"\bcase (?:for|against) [^,;:]{2,60} (?:is|was|remains|looks) (?:\w+ )?(?:weak|strong|thin|compelling|overwhelming|flimsy|poor)\b|"
    r"\b(?:may|might|could) (?:well )?be (?:right|wrong)\b|"
    r"\b(?:is|are|was|were) (?:wrong|right|simple|plain|obvious|too bad)\W*$|\b(?:has|have|had) earned (?:better|it|this)\b|"
    r"\bmistake (?:is|was) (?:his|hers|theirs|ours)\b",
    re.I,
)
# "Named best actress", "the best-selling car", "the worst drought since 1930": a prize, a figure, a record, no opinion.
_RANKED = re.compile(
    r"\b(?:best|worst)-\w+|\b(?:named|voted|crowned|judged|elected|declared|won|wins|awarded|nominated|prize|award|oscar)\b[^,;:.]{0,40}?\b(?:best|worst)\b|"
    r"\b(?:best|worst) (?:actor|actress|film|picture|director|player|novel|song|album|known)\b|\bat (?:best|worst)\b|"
    r"\b(?:best|worst)\b[^,;:.]{1,40}\b(?:since|on record|ever recorded|in (?:\w+ ){1,2}(?:years|decades|months|weeks|quarters))\b",
    re.I,
)
# "Dahl will lead the board from May", "he will be replaced by Moe": who takes an office is told as settled.
_SETTLED = re.compile(
    r"\b(?:will|shall|is to|are to)\s+(?!not\b|never\b)(?:(?:now|then|also|instead|formally|officially|temporarily|jointly)\s+)?"
    r"(?:(?:lead|head|chair|run)\s+(?!to\b|for\b|out\b|the (?:polls|race|field|way|risk)\b)(?=the\b|its\b|an?\b|[A-Z])|succeed\s+(?=[A-Z]|him\b|her\b)|replace\s+(?=[A-Z]|him\b|her\b)|"
    r"be\s+(?:replaced|succeeded|led|headed|chaired|represented|buried|sworn in|sentenced|inaugurated|joined)\b|take (?:up|over|office)\b|step down\b|stand down\b|retire\b|serve as\b|"
    r"(?:earn|receive|be paid)\b(?=.*\d)|(?:become|join)\b(?=.*\b(?:on|from|in) (?:\d|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)))",
)
_AHEAD = re.compile(
    r"\b(?:will|won[’']t|shall|[’']ll|(?:is|are) (?:going|bound|sure|certain|likely|unlikely) to|"
    r"(?:is|are) about to|(?:probably|surely|soon) (?:be|become))\b|"
    r"\b(?:could|may|might)\b.*\b(?:next (?:year|month|week|decade)|by (?:the end of )?20[3-9]\d|tomorrow)\b",
    re.I,
)
_SAID = re.compile(
    r"\b(?:sa(?:id|ys)|told|according to|announced|promised|pledged|vowed|agreed|decided|voted|expects?|expected|"
    r"predicts?|plans?|believes?|argue[ds]?|warn(?:s|ed)?|finds|thinks|holds|wants?|insists?|hopes?|remarks?|counts?|calls?|called|wrote|writes|urged|"
    r"asked|claimed|claims|considers?|reckons?|fears?|described|describes)\b",
    re.I,
)
_EXCLAIMED = re.compile(r"\W*(?:what an? |how \w+ (?:it|this|that|they|he|she) )[^?]*!", re.I)
# A byline or a line that tells of the page and not of the world, and a row of a table.
_FURNITURE = re.compile(
    r"\W*(?:(?:Transcript|Interview|Podcast|Episode)\b[^.!?]{0,80}\W*$|By(?: [A-ZÀ-Þ][\w.’'-]*){1,5}(?:(?:,| and| in)(?: [A-ZÀ-Þ][\w.’'-]*){1,5})*\W*(?:$|\|)|[—–-]\s*[A-ZÀ-Þ][^.!?]{0,60}\W*$|\([^()]*\)\W*$|"
    r"(?i:updated|published|posted|last (?:updated|modified)|(?:photo(?:graph)?|image|picture|editing|reporting) by|"
    r"source(?=:)|read more|share this|copyright\b|all rights reserved)\b[^.!?]{0,80}\W*$)"
)
_ROW = re.compile(r"[^|]*\|[^|]*\||\s*©")
_WILL = re.compile(r"\b(?:will|shall|would|to|[’']ll)\s+$", re.I)
_HEADING = 12  # words
_FEWEST = 3  # words; fewer claim nothing that could be looked up
_RARE = 5.0  # nats; a word as rare as this is specific enough to be searched for


def kind_of(sentence: str) -> SentenceKind:
    """Say what a sentence is; what is in quotation marks is somebody's and does not count.

    What somebody is said to think or to expect can be checked: whether they did.
    """
    bare = sentence.strip().rstrip("\"'”’»)]")
    outside = _unquoted(sentence)
    if bare.endswith(("?", "？", "؟", ";")) and not bare.endswith(";"):
        return SentenceKind.QUESTION
    if bare.endswith(":") or (len(sentence.split()) < _FEWEST and sentence.isascii()) or _is_furniture(sentence):
        return SentenceKind.VAGUE
    if _EXCLAIMED.match(outside):
        return SentenceKind.OPINION
    if _FEELS.search(outside):
        return SentenceKind.EXPERIENCE
    if _HELD.search(outside):
        return SentenceKind.OPINION
    if _MUST.search(outside):
        return SentenceKind.PREDICTION
    if _is_lived(outside) and not _SAID.search(outside):
        return SentenceKind.EXPERIENCE
    owned = _is_owned(outside) and bool(named(sentence))
    if _FAMILY.search(outside) and not figures(outside):
        return SentenceKind.EXPERIENCE
    if not owned and _AHEAD.search(outside) and not _FIRST.search(outside) and not _SETTLED.search(outside):
        return SentenceKind.PREDICTION
    praised = _PRAISE.search(_RANKED.sub(" ", outside)) is not None
    if not owned and (_OUGHT.search(outside) or (praised and not figures(outside))):
        return SentenceKind.OPINION
    return (
        SentenceKind.CLAIM
        if specific(sentence) and (finite(sentence) or not _is_label(sentence))
        else SentenceKind.VAGUE
    )


def kind_of_foreign(sentence: str) -> SentenceKind:
    """Say what a sentence in another language is: a question, too few words, or a claim as far as is known."""
    if sentence.rstrip("\"'”’»)] ").endswith(("?", "？", "؟")):
        return SentenceKind.QUESTION
    return SentenceKind.VAGUE if len(sentence.split()) < _FEWEST and sentence.isascii() else SentenceKind.CLAIM


def _is_lived(words: str) -> bool:
    """Say whether somebody tells of themselves: what they felt or did, without a name or a value to look up."""
    if not _FIRST.search(words):
        return False
    if (ours := _OUR.match(words)) and not _FIRST.search(words, ours.end()):
        return False  # "our school had no teacher" can be looked up
    if _WE_WERE.match(words) and (figures(words) or moments(words)):
        return False
    return _LIVED.search(words) is not None or (
        _I_DID.match(words) is not None and not (named(words) or moments(words))
    )


def _is_owned(words: str) -> bool:
    """Say whether somebody says, plans or thinks it; "will insist" is none of these yet."""
    return any(not _WILL.search(words, 0, said.start()) for said in _SAID.finditer(words))


def _is_label(sentence: str) -> bool:
    """Say whether words are those of a heading, a table's cell or a line of sources: few, and none that states."""
    return len(sentence.split()) <= _HEADING and not figures(sentence)


def _is_furniture(sentence: str) -> bool:
    return bool(_ROW.match(sentence)) or (bool(_FURNITURE.match(sentence)) and not finite(sentence))


def specific(sentence: str) -> bool:
    """Say whether a sentence names anything that articles could be searched for: a name, a figure, a rare word."""
    if not sentence.isascii() or named(sentence) or moments(sentence) or figures(sentence):
        return True
    return sum(term.weight >= _RARE for term in terms(sentence)) > 1


def _unquoted(sentence: str) -> str:
    kept, at = [], 0
    for start, end in quotations(sentence):
        kept.append(sentence[at:start])
        at = end
    return " ".join([*kept, sentence[at:]])
