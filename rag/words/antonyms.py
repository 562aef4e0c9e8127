"""Words that turn a statement round: what one says the other denies. Data only."""

# ruff: noqa: E501, SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

# One pair of groups a line. A sentence that has a word of the one group where its source has one of the other, and
# neither is negated, says the opposite.
_TABLE = """
rise rises rose risen rising climb climbs climbed grow grows grew grown growing increase increases increased increasing growth gain gains gained surge surged soar soared jump jumped | fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease decreases decreased decreasing shrink shrank shrunk plunge plunged slump slumped dip dipped
support supports supported supporting supportive supporter supporters back backs backed backing backer backers endorse endorses endorsed endorsing endorsement favour favours favoured favor favors favored favouring favoring champion champions championed advocate advocates advocated welcome welcomes welcomed | oppose opposes opposed opposing opposition opponent opponents object objects objected objecting objection objections against reject rejects rejected rejecting rejection block blocks blocked blocking veto vetoes vetoed condemn condemns condemned resist resists resisted resisting resistance held_up holds_up hold_up turned_down turn_down turns_down obstruct obstructs obstructed
accept accepts accepted accepting approve approves approved approving approval | reject rejects rejected rejecting rejection refuse refuses refused refusing refusal decline declines declined veto vetoed turned_down turn_down turns_down object objects objected
agree agrees agreed agreeing agreement | disagree disagrees disagreed disagreeing disagreement
allow allows allowed allowing permit permits permitted permitting | ban bans banned banning forbid forbids forbade forbidden prohibit prohibits prohibited bar bars barred prevent prevents prevented block blocks blocked
include includes included including | exclude excludes excluded excluding omit omits omitted
succeed succeeds succeeded successful success | fail fails failed failing unsuccessful failure
win wins won winning victory | lose loses lost losing defeat
strengthen strengthens strengthened strengthening stronger strong strongly | weaken weakens weakened weakening weaker weak weakly
widen widens widened widening expand expands expanded expanding expansion broaden broadens broadened broadening | narrow narrows narrowed narrowing shrink shrinks shrank contract contracted restrict restricts restricted
more greater larger bigger higher | less fewer smaller lower
most largest biggest highest greatest maximum | least smallest lowest fewest minimum
before | after
above over | below under
early earlier | late later
first | last
start starts started starting begin begins began begun launch launched opened | end ends ended ending stop stops stopped finish finished halt halted
open opens opened opening | close closes closed closing shut
always often frequently regularly | never rarely seldom hardly
likely probable probably | unlikely improbable doubtful
possible | impossible
certain sure | uncertain unsure
able | unable
legal lawful | illegal unlawful
guilty convicted | innocent acquitted
confirm confirms confirmed admit admits admitted | deny denies denied
praise praises praised applaud applauded | criticise criticises criticised criticize criticizes criticized condemn condemned
ally allies friend friendly | enemy enemies hostile foe
positive | negative
profit profits profitable | loss losses unprofitable
majority | minority
major | minor
all every everyone everybody both | none nobody neither no
with | without
inside within | outside
increase increases increased raise raises raised | cut cuts reduce reduces reduced reducing reduction lower lowers lowered
add adds added | remove removes removed
ease eases eased soothe calm calms calmed | aggravate aggravates aggravated worsen worsens worsened inflame heighten sharpen sharpens intensify
improve improves improved better improvement | worsen worsens worsened worse deteriorate deteriorated
advantage benefit benefits beneficial | disadvantage harm harms harmful damage
encourage encourages encouraged | discourage discourages discouraged deter deters deterred
deepen deepens deepened | loosen loosens loosened
closer nearer | farther further
safe safer | dangerous unsafe
public | private
temporary temporarily | permanent permanently
voluntary | compulsory mandatory
old older oldest | young younger youngest new newer newest
import imports imported | export exports exported
buy buys bought buying | sell sells sold selling
arrive arrives arrived | leave leaves left depart departed
join joins joined joining | leave leaves left leaving quit quits
north northern | south southern
east eastern | west western
optimistic hopeful | pessimistic gloomy
willing ready eager | unwilling reluctant unwillingness
willingness | unwillingness reluctance
trust trusts trusted | distrust mistrust distrusted
common | rare uncommon
rich richer richest | poor poorer poorest
best | worst
harder | easier
present | absent
empty | full
accelerate accelerates accelerated quicken | slow slows slowed delay delayed
permanently | temporarily
popular | unpopular
fair | unfair
formal official officially | informal unofficial unofficially
direct directly | indirect indirectly
domestic | foreign
civilian civilians | military soldiers
offensive | defensive
peace peaceful | war warlike
grant grants granted granting | refuse refuses refused refusing deny denies denied denying withhold withholds withheld
legalise legalises legalised legalize legalized decriminalise decriminalised | outlaw outlaws outlawed criminalise criminalised criminalize criminalized ban bans banned
release releases released freed | detain detains detained arrest arrests arrested jail jailed imprison imprisoned
hire hires hired recruit recruits recruited appoint appoints appointed | dismiss dismisses dismissed sack sacks sacked fire fired
disclose discloses disclosed reveal reveals revealed publish publishes published | hide hides hid hidden conceal conceals concealed suppress suppressed
cheap cheaper inexpensive | expensive costly dear
attack attacks attacked | defend defends defended
build builds built erect erected | demolish demolishes demolished dismantle dismantled
impose imposes imposed | lift lifts lifted waive waived
deploy deploys deployed | withdraw withdraws withdrew withdrawn
acquit acquits acquitted pardon pardons pardoned | convict convicts convicted sentence sentences sentenced
survive survives survived survivor | die dies died dead perish perished
true | false untrue
unite unites united | divide divides divided split
protect protects protected | endanger endangers endangered imperil
overestimate overestimates overestimated exaggerate exaggerates exaggerated | underestimate underestimates underestimated
upgrade upgrades upgraded | downgrade downgrades downgraded
many | few
extend extends extended lengthen lengthened prolong prolonged | shorten shortens shortened curtail curtailed
stay stays stayed remain remains remained | move moves moved
obey obeys obeyed | disobey disobeys disobeyed defy defies defied
honour honours honoured honor honored | violate violates violated breach breaches breached
wide wider broad broader | narrow narrower
keep keeps kept maintain maintains maintained preserve preserved | abandon abandons abandoned drop dropped scrap scrapped
lead leads led leading | follow follows followed following
hot warm warmer | cold cool cooler
unless | if
pass passes passed passing | fail fails failed failing
uphold upholds upheld upholding | overturn overturns overturned quash quashes quashed annul annuls annulled
suspend suspends suspended cancel cancels cancelled canceled | resume resumes resumed reinstate reinstates reinstated
agree agrees agreed consent consented promise promises promised pledge pledges pledged vow vowed | refuse refuses refused refusing
welcome welcomes welcomed | criticise criticises criticised criticize criticized deplore deplores deplored
repeal repeals repealed | enact enacts enacted
"""
# Words that the other side of a comparison or of the clock may use of the same fact ("X before Y", "Y after X").
CONVERSE = frozenset(
    """
    before after more less fewer greater smaller larger bigger higher lower above below over under first last win
    wins won lose loses lost buy buys bought sell sells sold import imports imported export exports exported early
    earlier late later old older young younger new newer all every both none no neither with without start starts
    started end ends ended lead leads led follow follows followed following north south east west inside within
    outside open opens opened close closes closed further closer left leave leaves add adds added back over strong
    present full public many few build builds built survive survives survived die dies died dead private foreign domestic military civilian peace war common major minor direct cut cuts
    better worse unless if
    """.split()
)


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in _TABLE.strip().splitlines():
        one, other = (side.split() for side in row.split("|"))
        for word in one:
            found.setdefault(word, set()).update(other)
        for word in other:
            found.setdefault(word, set()).update(one)
    return {word: frozenset(others) for word, others in found.items()}


def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in _TABLE.strip().splitlines():
        for side in row.split("|"):
            for word in side.split():
                found.setdefault(word, set()).update(side.split())
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES = _opposites()
ALIKE = _alike()
