"""Words that a full stop does not end, and words that begin sentences: the data behind `index.sentence`.

Compared with their capitals, since "No. 5" is a number and "no." an answer. Lists are short on purpose: what stands in
news text. Words of one letter and dotted acronyms ("J.", "U.S.") are told by their shape and stand nowhere here.
"""

from __future__ import annotations


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


TITLES = _words("""
    Mr Mrs Ms Mx Dr Drs Prof Gen Lt Col Maj Sgt Capt Cmdr Cpl Pvt Adm Rev Fr Hon Pres Gov Sen Rep Reps Sens Supt Insp
    Amb Atty Messrs Mme Mlle MM Mmes Sr Sra Srta Sres Dra Ing Lic Excmo Hr Fr Dipl Mag Msgr Ste Sta Sto
    им ул пр просп проф акад доц гр тов ген полк
""")
"""Never the end of a sentence: a name follows."""

NUMBERED = _words("""
    No Nos Nr no nos núm Núm n nº p pp pág págs Art Arts art Abs Bd Kap Ch ch chap Sec sec Fig Figs fig Vol vol Ed ed
    approx ca c circa Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez Mär ene feb abr ago sept oct nov dic
    janv févr juil déc ст стр рис табл гл
""")
"""Not the end of a sentence when a figure follows."""

LATIN = _words("""
    eg e.g ie i.e vs v cf viz resp bzw z.B d.h u.a o.ä ggf evtl inkl incl p.ex т.е т.к напр см ср
""")
"""Never the end of a sentence: an example or a counterpart follows."""

MEDIAL = _words("""
    Inc Corp Co Cos Ltd Bros LLC Plc plc Jr Sr Ph.D Esq etc al Assn Dept Univ Est est Ave Blvd Rd St Mt Ft Hwy
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn
    Tenn Tex Va Vt Wash Wis Wyo Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Tues Wed Thurs
    usw Mio Mrd Tsd Str Hrsg sog gest geb EE UU Ud Uds Av Avda Cía Depto av apr boul млн млрд тыс руб долл коп обл
    гг вв др пр
""")
"""The end of a sentence only where a word follows that often begins one."""

STARTERS = _words("""
    the a an this that these those he she it they we you i his her its their our my there here in on at by for from
    with without to as if when while after before since until although though because however but and or so yet nor
    then now still also even only both some many most several other others another all no not what who why how where
    which one two three instead meanwhile moreover furthermore nevertheless during despite under over among between
    el la los las un una unos unas en de del por para con sin según pero y aunque cuando como este esta estos estas
    ese esa esos esas su sus se no es hay ya
    der die das den dem des ein eine einen einem einer er sie es wir ihr ich dies diese dieser dieses in im am an auf
    aus bei beim mit nach seit von vom zu zum zur für über unter und aber oder doch wenn als weil dass ob obwohl auch
    nur so dann dort hier heute bis
    le la les un une des du de au aux ce cet cette ces il elle ils elles on nous vous je son sa ses leur leurs en
    dans sur sous par pour avec sans selon mais et ou car si quand lorsque après avant depuis cependant
    в во на с со к ко по о об от до из за у над под при для без и а но или же это этот эта эти тот та те он она оно
    они мы вы я его её их если когда как что где так также однако после перед между
""")
"""Common first words, in lower case."""

GERMAN_MONTHS = _words("""
    Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember
""")
"""What follows an ordinal in a German date: "3. Oktober"."""
