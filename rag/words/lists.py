"""Lists of English words that the rules for follow-ups read. Data only."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


AUXILIARIES = _set(
    "am is are was were be been do does did has have had can could will would shall should may might must "
    "isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't shouldn't"
)
QUESTION_WORDS = _set("what when where which who whom whose why how")
PREPOSITIONS = _set(
    "about above across after against along among around as at before behind between beyond by concerning despite "
    "during except for from in inside into like near of off on onto out outside over per regarding since than through "
    "throughout to toward towards under until up upon via with within without"
)
CONJUNCTIONS = _set(
    "and but or nor so yet because although though while when where whether if unless that then who which"
)
PRONOUNS = _set(
    "i me my mine we us our ours you your yours it its itself he him his himself she her hers herself they them their "
    "theirs themselves this that these those there here one ones anyone anybody anything someone somebody something "
    "everyone everybody everything nobody nothing none"
)
# Words that name no subject of their own: a question made of these alone leans on what was said before.
FUNCTION = (
    AUXILIARIES
    | QUESTION_WORDS
    | PREPOSITIONS
    | CONJUNCTIONS
    | PRONOUNS
    | _set(
        "a an the all also any both each either else enough even ever every exactly far few first former how's it's "
        "just last late latter least less long lot made make makes many maybe mean means meant more most much neither "
        "never next no not now number often ok okay old only other others own part quite rather really same say said "
        "says saying several some soon still such sure tell that's there's too true very well what's when's where's "
        "who's why's yes happen happened happening happens different again actually later earlier afterwards "
        "happily please details detail got get gets getting go goes went going come comes came thing things"
    )
)
REPORTING = _set(
    "said says say told tells warned warns argued argues called calls wrote writes claimed claims believes believed "
    "thinks thought reported reports announced announces added adds urged urges described describes suggested suggests "
    "noted notes explained explains insisted insists denied denies acknowledged stated states was is has had would "
    "declared declares did does"
)
TITLES = _set(
    "ambassador analyst chair chairman chancellor chief commissioner director dr general governor judge king lord "
    "lady minister mr mrs ms mx pope premier president prince princess prof professor queen secretary "
    "secretary-general senator sir spokesman spokesperson spokeswoman"
)
IMPERATIVES = _set(
    "compare define describe discuss explain find give list name outline quote say show summarise summarize tell "
    "explain please"
)
# A clause that begins here can mean by "it" what stood before.
CLAUSE = _set(
    "and but or because when while if although though after before that then than who which where since until so yet "
    "whether how why what"
)
TIMES = _set(
    "minute hour morning afternoon evening night day week weekend fortnight month quarter year decade century spring "
    "summer autumn fall winter time january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday"
)
# What may follow a pronoun that is an object ("What did Germany say about it in 2023?").
AFTER_OBJECT = PREPOSITIONS | _set("and or now again exactly anyway first yet ever today instead so")
# The last word of the name of a body of people.
BODIES = _set(
    "agency alliance association bank bureau center centre college commission committee company congress corporation "
    "council court department forum foundation fund group institute ministry organisation organization parliament "
    "party police press senate times union university"
)
BE = _set("is are was were be been isn't aren't wasn't weren't")
