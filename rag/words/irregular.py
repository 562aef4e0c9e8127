"""The past forms of irregular English verbs. Data only."""

from __future__ import annotations

# Each verb as "base/past" or "base/past/participle".
_TABLE = """
abide/abode arise/arose/arisen awake/awoke/awoken bear/bore/borne beat/beaten become/became begin/began/begun
bend/bent bet bid bind/bound bite/bit/bitten bleed/bled blow/blew/blown break/broke/broken breed/bred
bring/brought build/built burn/burnt burst buy/bought cast catch/caught choose/chose/chosen cling/clung
come/came cost creep/crept cut deal/dealt dig/dug draw/drew/drawn dream/dreamt drink/drank/drunk
drive/drove/driven eat/ate/eaten fall/fell/fallen feed/fed feel/felt fight/fought find/found flee/fled
fly/flew/flown forbid/forbade/forbidden forecast foresee/foresaw/foreseen forget/forgot/forgotten
forgive/forgave/forgiven freeze/froze/frozen get/got/gotten give/gave/given go/went/gone grind/ground
grow/grew/grown hang/hung hear/heard hide/hid/hidden hit hold/held hurt keep/kept kneel/knelt know/knew/known
lay/laid lead/led lean/leant leap/leapt learn/learnt leave/left lend/lent let lie/lay/lain light/lit lose/lost
make/made mean/meant meet/met mistake/mistook/mistaken outdo/outdid/outdone overcome/overcame
override/overrode/overridden oversee/oversaw/overseen overthrow/overthrew/overthrown overtake/overtook/overtaken
pay/paid prove/proved/proven put quit read rebuild/rebuilt repay/repaid rethink/rethought rid ride/rode/ridden
ring/rang/rung rise/rose/risen run/ran say/said see/saw/seen seek/sought sell/sold send/sent set sew/sewed/sewn
shake/shook/shaken shed shine/shone shoot/shot show/showed/shown shrink/shrank/shrunk shut sing/sang/sung
sink/sank/sunk sit/sat sleep/slept slide/slid smell/smelt sow/sowed/sown speak/spoke/spoken speed/sped
spend/spent spill/spilt spin/spun split spread spring/sprang/sprung stand/stood steal/stole/stolen stick/stuck
sting/stung strike/struck string/strung strive/strove/striven swear/swore/sworn sweep/swept
swell/swelled/swollen swim/swam/swum swing/swung take/took/taken teach/taught tear/tore/torn tell/told
think/thought throw/threw/thrown thrust tread/trod/trodden undergo/underwent/undergone understand/understood
undertake/undertook/undertaken undo/undid/undone uphold/upheld upset wake/woke/woken wear/wore/worn
weave/wove/woven wed weep/wept win/won wind/wound withdraw/withdrew/withdrawn withhold/withheld
withstand/withstood write/wrote/written
"""
PAST = {base: tuple(forms) for base, *forms in (row.split("/") for row in _TABLE.split())}
"""Base -> past and participle, where they differ from it."""
