"""English words of a question that carry no content of their own."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Give the words of a text written with spaces between them."""
    return frozenset(words.split())


FUNCTION_WORDS = word_set(
    """a about above according after again against all almost alone along already also although always am among an and
    another any anyone anything are as at back be became because become been before being below between both but by
    can cannot come could describe did do does doing done down due during each either else ever every far few for from
    get give given gives go goes got had happen happened has have having he her here hers herself him himself his how
    however i if in into is it its itself just kind know known let like list long made make makes many may me mean
    means might mine more most much must my myself name name's near never no nor not of off often old on once one only
    onto or other our ours ourselves out over own please put quite rather reason same say says said see she should
    since so some something sort such take tell than that the their theirs them themselves then there these they thing
    this those though through thus till to together too toward towards type under until up upon us use used using very
    via was way we well went were what what's whatever when where where's whether which while who who's whom whose why
    will with within without would you your yours yourself times mr mrs ms miss dr sir prof"""
)
