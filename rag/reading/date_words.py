"""The words that make a date, and the ways of writing one."""

from __future__ import annotations

import re

_MONTHS = (
    r"jan(?:uary|\.)?", r"feb(?:ruary|\.)?", r"mar(?:ch|\.)?", r"apr(?:il|\.)?", "may", r"june?", r"july?",
    r"aug(?:ust|\.)?", r"sept?(?:ember|\.)?", r"oct(?:ober|\.)?", r"nov(?:ember|\.)?", r"dec(?:ember|\.)?",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CENTURIES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first",
)  # fmt: skip
FEW = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?:1[0-9]|20)\d\d"
DATE = re.compile(
    rf"""(?<![\w$€£¥])(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)
    | (?P<slash>\d{{1,2}}/\d{{1,2}}/\d{{4}})(?!\d)
    | (?:(?P<weekday1>{"|".join(WEEKDAYS)}),?\s+)?(?:the\s+)?(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?
        (?P<month1>{_MONTH})(?![\w’'])(?:,?\s+(?P<year1>{_YEAR})(?![\w]))?
    | (?:(?P<weekday2>{"|".join(WEEKDAYS)}),?\s+)?(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?
        (?![\w]|\.\d)(?:(?:,\s*|\s+)(?P<year2>{_YEAR})(?!\w))?
    | (?P<month3>{_MONTH})(?:\s+of|,)?\s+(?P<year3>{_YEAR})(?!\w)
    | (?P<season>spring|summer|autumn|fall|winter)(?:\s+of|,)?\s+(?P<year4>{_YEAR})(?!\w)
    | (?P<quarter>first|second|third|fourth|last)\s+quarter(?:\s+of)?(?:\s+(?P<year7>{_YEAR}))?(?!\w)
    | (?:(?P<part>early|mid|late|start|beginning|middle|end|close|first\s+half|second\s+half)
        (?:\s+(?:in|of|months\s+of)\s+|\s+|-)(?:the\s+)?(?:year\s+)?)(?P<year5>{_YEAR})(?P<decade2>s)?(?!\w)
    | (?P<century>\d{{1,2}}(?:st|nd|rd|th)|{"|".join(CENTURIES)})[\s-]century
    | (?:the\s+)?(?P<decade>(?:1[0-9]|20)\d0)s(?!\w)
    | the\s+(?P<tens>{"|".join(TENS)})(?:\s+of\s+(?:the\s+)?last\s+century)?(?!\w)
    | (?P<year6>{_YEAR})(?:[-–](?P<toyear>\d{{2}}|{_YEAR}))?(?![\w%]|[.,]\d|\s?
        (?:%|percent|per\scent|million|billion|thousand|kilo|metres|miles))
    | (?P<month4>{_MONTH})(?![\w’'-])
    | (?P<weekday3>{"|".join(WEEKDAYS)})s?(?!\w)
    | (?P<relative>today|yesterday|tomorrow|
        (?:this|last|next|previous|the\s+previous|the\s+following|earlier\s+this|later\s+this)\s+
        (?:week|month|year|decade|century|spring|summer|autumn|winter|fall))(?!\w)
    | (?P<count>{"|".join(FEW)}|\d{{1,2}})\s+(?P<ago>day|week|month|year|decade)s?
        \s+(?P<way>ago|earlier|later|after|before)(?!\w)
    | (?P<yearword>(?:a|the)\s+year\s+(?:before|after))(?!\w)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
