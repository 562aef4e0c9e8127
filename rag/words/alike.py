"""Verbs that reports use of one and the same event, in their base forms. Data only."""

from __future__ import annotations

# One event a line; a verb may stand in several. No line holds a verb and its opposite.
_TABLE = """
visit come go travel arrive tour attend
last run span continue endure take persist remain
exist found establish create begin stand
disagree split divide differ clash quarrel
dismiss reject throw refuse turn deny
deal handle tackle address respond cope treat counter work
think believe estimate judge overestimate underestimate reckon consider see hold
die kill perish drown
lose fall drop decline shrink
win defeat beat overcome triumph prevail
buy acquire purchase take obtain
sell offload dispose
give donate grant provide supply send hand offer deliver contribute devote commit
get receive obtain secure gain earn take
pay spend cost fund finance cover
ask request seek urge call demand want appeal press
agree accept approve back consent sign
plan intend aim want mean propose hope expect prepare
promise pledge vow commit undertake
end stop finish close halt cease expire conclude
start begin open launch found set
build construct erect make create develop
damage hit harm hurt destroy wreck break ruin injure wound
burn fire destroy blaze
hold host organise stage run convene arrange
lead head chair run direct govern command
work serve act function operate
leave quit resign depart step withdraw exit go flee
join enter become belong sign
appoint name choose elect pick select hire nominate
dismiss sack fire remove oust replace
arrest detain hold jail imprison seize catch
accuse charge blame indict sue prosecute criticise
convict find sentence condemn jail
acquit clear free
attack hit strike bomb shell raid assault invade shoot
defend protect guard shield
help aid support assist back
oppose object resist block veto refuse reject fight
criticise condemn denounce attack blame slam rebuke
praise welcome applaud hail commend
warn caution fear alarm threaten
show reveal find suggest indicate demonstrate prove
find discover detect uncover locate identify spot
write publish print issue release author
say tell state report declare announce write add note confirm
say admit acknowledge concede confess confirm recognise grant allow
increase rise raise grow climb double expand boost jump treble widen
reduce cut lower fall shrink halve drop decrease narrow slash trim
change alter shift amend revise reform turn
move shift transfer relocate go carry
keep retain maintain preserve stay remain continue
need require lack want call
cause lead bring produce provoke trigger prompt make spark create result
prevent stop avoid block bar forbid ban keep stand
allow let permit enable authorise approve can
ban forbid bar prohibit outlaw stop block
meet gather convene assemble talk see confer
talk speak discuss negotiate debate confer
teach train instruct educate
learn study train
live dwell reside stay inhabit settle
own possess hold have belong
include contain comprise hold list count number
share split divide
fail collapse lose miss founder
succeed manage achieve
vote elect ballot choose back
marry wed
sail travel cruise go ship
send dispatch deploy ship post station
use employ apply deploy rely
finish complete end come
score net win
play perform act appear star
sing perform
watch see observe view monitor follow
repair mend fix restore renovate
postpone delay defer suspend shelve
cancel scrap drop abandon call
strengthen deepen reinforce boost bolster intensify
weaken undermine erode harm
fear worry dread concern
refuse decline reject
borrow lend loan
charge bill cost
"""


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(_TABLE.strip().splitlines()):
        for verb in row.split():
            found.setdefault(verb, set()).add(number)
    return {verb: frozenset(numbers) for verb, numbers in found.items()}


EVENTS = _groups()
"""Verb -> the numbers of the events it is used of."""
