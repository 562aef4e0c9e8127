"""Countries and regions under all their names: "French", "France" and, as a speaker, "Paris" mean one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

# name | adjectives and other names | capital or seat, which stands for its government
_TABLE = """
Afghanistan|Afghan,Afghans|Kabul
Africa|African,Africans|
Albania|Albanian,Albanians|Tirana
Algeria|Algerian,Algerians|Algiers
Argentina|Argentine,Argentines,Argentinian|Buenos Aires
Armenia|Armenian,Armenians|Yerevan
Asia|Asian,Asians|
Australia|Australian,Australians|Canberra
Austria|Austrian,Austrians|Vienna
Azerbaijan|Azerbaijani,Azeri|Baku
Bangladesh|Bangladeshi,Bangladeshis|Dhaka
Belarus|Belarusian,Belarusians|Minsk
Belgium|Belgian,Belgians|
Bolivia|Bolivian,Bolivians|La Paz
Brazil|Brazilian,Brazilians|Brasilia,Brasília
Britain|British,Briton,Britons,United Kingdom,U.K.,UK,Great Britain|London,Downing Street,Whitehall
Bulgaria|Bulgarian,Bulgarians|Sofia
Canada|Canadian,Canadians|Ottawa
Chile|Chilean,Chileans|Santiago
China|Chinese,People's Republic of China,PRC|Beijing
Colombia|Colombian,Colombians|Bogota,Bogotá
Croatia|Croatian,Croatians|Zagreb
Cuba|Cuban,Cubans|Havana
Czech Republic|Czech,Czechs,Czechia|Prague
Denmark|Danish,Dane,Danes|Copenhagen
Egypt|Egyptian,Egyptians|Cairo
Estonia|Estonian,Estonians|Tallinn
Ethiopia|Ethiopian,Ethiopians|Addis Ababa
Europe|European,Europeans|
European Union|EU,E.U.|
Finland|Finnish,Finn,Finns|Helsinki
France|French,Frenchman|Paris,Elysee,Élysée
Georgia|Georgian,Georgians|Tbilisi
Germany|German,Germans|Berlin
Ghana|Ghanaian,Ghanaians|Accra
Greece|Greek,Greeks|Athens
Hungary|Hungarian,Hungarians|Budapest
Iceland|Icelandic,Icelander,Icelanders|Reykjavik
India|Indian,Indians|New Delhi,Delhi
Indonesia|Indonesian,Indonesians|Jakarta
Iran|Iranian,Iranians|Tehran
Iraq|Iraqi,Iraqis|Baghdad
Ireland|Irish|Dublin
Israel|Israeli,Israelis|Jerusalem
Italy|Italian,Italians|Rome
Japan|Japanese|Tokyo
Jordan|Jordanian,Jordanians|Amman
Kazakhstan|Kazakh,Kazakhs|Astana
Kenya|Kenyan,Kenyans|Nairobi
Latvia|Latvian,Latvians|Riga
Lebanon|Lebanese|Beirut
Libya|Libyan,Libyans|Tripoli
Lithuania|Lithuanian,Lithuanians|Vilnius
Malaysia|Malaysian,Malaysians|Kuala Lumpur
Mexico|Mexican,Mexicans|Mexico City
Moldova|Moldovan,Moldovans|Chisinau
Morocco|Moroccan,Moroccans|Rabat
Myanmar|Burma,Burmese|Naypyidaw
Netherlands|Dutch,Holland|The Hague,Amsterdam
New Zealand|New Zealander,New Zealanders|Wellington
Nigeria|Nigerian,Nigerians|Abuja
North Korea|North Korean,North Koreans,DPRK|Pyongyang
Norway|Norwegian,Norwegians|Oslo
Pakistan|Pakistani,Pakistanis|Islamabad
Palestine|Palestinian,Palestinians|
Peru|Peruvian,Peruvians|Lima
Philippines|Philippine,Filipino,Filipinos|Manila
Poland|Polish,Pole,Poles|Warsaw
Portugal|Portuguese|Lisbon
Qatar|Qatari,Qataris|Doha
Romania|Romanian,Romanians|Bucharest
Russia|Russian,Russians|Moscow,Kremlin
Rwanda|Rwandan,Rwandans|Kigali
Saudi Arabia|Saudi,Saudis|Riyadh
Scotland|Scottish,Scot,Scots|Edinburgh,Holyrood
Serbia|Serbian,Serb,Serbs|Belgrade
Singapore|Singaporean,Singaporeans|
Slovakia|Slovak,Slovaks|Bratislava
Slovenia|Slovenian,Slovene,Slovenes|Ljubljana
South Africa|South African,South Africans|Pretoria
South Korea|South Korean,South Koreans,Republic of Korea,ROK|Seoul
Spain|Spanish,Spaniard,Spaniards|Madrid
Sri Lanka|Sri Lankan,Sri Lankans|Colombo
Sudan|Sudanese|Khartoum
Sweden|Swedish,Swede,Swedes|Stockholm
Switzerland|Swiss|Bern,Berne
Syria|Syrian,Syrians|Damascus
Taiwan|Taiwanese|Taipei
Thailand|Thai,Thais|Bangkok
Tunisia|Tunisian,Tunisians|Tunis
Turkey|Turkish,Turk,Turks,Türkiye|Ankara
Ukraine|Ukrainian,Ukrainians|Kyiv,Kiev
United Nations|UN,U.N.|
United States|US,U.S.,USA,U.S.A.,America,American,Americans|Washington,White House
Venezuela|Venezuelan,Venezuelans|Caracas
Vietnam|Vietnamese|Hanoi
Wales|Welsh|Cardiff
Yemen|Yemeni,Yemenis|Sanaa
"""


def _tables() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    seats: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        name, others, capitals = line.split("|")
        mark = "@" + name.casefold()
        names.update({form: mark for form in (name, *others.split(",")) if form})
        seats.update({form: mark for form in capitals.split(",") if form})
    return names, seats


_NAMES, _SEATS = _tables()


def _pattern(forms: dict[str, str]) -> str:
    longest = sorted(forms, key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"


_BEFORE = 60  # characters in front of a capital that tell whether it is a place
_WITHIN = re.compile(r"\b(?:in|near|at|outside) $", re.I)
_POWERS = re.compile(
    r"\b(?:officials?|governments?|leaders?|ministers?|ministr(?:y|ies)|authorities|politicians?|lawmakers?|diplomats?|"
    r"parliaments?|policymakers?|power|court|coalition|embassy|counterparts?) (?:in|at) $",
    re.I,
)
_THING = re.compile(
    r"-based\b|(?: [a-z][\w-]*)? (?:offices?|branch|shops?|museum|airport|station|summit|conference|meeting|talks|"
    r"bureau|declaration|agreement|treaty|suburb|streets?)\b"
)

_NAME = re.compile(_pattern(_NAMES))
_EITHER = re.compile(_pattern(_NAMES | _SEATS))
_ANY_CASE = re.compile(_pattern(_NAMES), re.IGNORECASE)
_BY_LOWER = {form.casefold(): mark for form, mark in _NAMES.items() if not form.isupper() and "." not in form}


def asked_places(question: str) -> Iterator[tuple[int, int, str]]:
    """Give (start, end, mark) of each country or region a question names; a question without capitals is read too.

    A capital is a name of its own here: "the Tokyo office" does not ask about Japan.
    """
    lower = question == question.lower()
    for match in (_ANY_CASE if lower else _NAME).finditer(question):
        mark = _BY_LOWER.get(match.group().casefold()) if lower else _NAMES[match.group()]
        if mark:
            yield match.start(), match.end(), mark


def place(name: str) -> str | None:
    """Give the mark of the country or region that a whole name stands for, as told: a capital for its country."""
    return _NAMES.get(name) or _SEATS.get(name)


def told_places(text: str) -> set[str]:
    """Give the marks of the countries and regions a text names, also by their capital."""
    return {_NAMES.get(match.group()) or _SEATS[match.group()] for match in _EITHER.finditer(text)}


def told_powers(text: str) -> set[str]:
    """Give the marks of those that a text names as somebody who may act, by their capital only where it is no place.

    "Paris refused" is said of France, "a shop in Paris" and "the Paris office" are not; "officials in Paris" are.
    """
    return {
        _NAMES.get(match.group()) or _SEATS[match.group()]
        for match in _EITHER.finditer(text)
        if match.group() in _NAMES or not is_place(text, *match.span())
    }


def is_place(text: str, start: int, end: int) -> bool:
    """Say whether a capital, `text[start:end]`, is a place there and no government: "in Paris", "the Paris office"."""
    if _THING.match(text, end):
        return True
    before = text[max(0, start - _BEFORE) : start]
    return _WITHIN.search(before) is not None and not _POWERS.search(before)


def seat_of(word: str) -> str | None:
    """Give the mark of the country whose government a capital stands for: "Kyiv" is Ukraine's."""
    return _SEATS.get(word)
