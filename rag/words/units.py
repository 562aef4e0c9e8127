"""Units of measure under all their names, each with its dimension and its size in the dimension's base unit."""

# ruff: noqa: E501 - tables and patterns read better unwrapped
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts: values of one dimension compare after multiplying by `size`; "" counts bare things."""

    dimension: str
    size: float = 1.0


NONE = Unit("")
PERCENT = Unit("percent")
POINTS = Unit("percentage points")
TIMES = Unit("times")
ORDINAL = Unit("ordinal")
DOLLAR = Unit("dollar")

# dimension | size=names ...   the first word of a name decides where names of two words share it
_TABLE = """
percent|1=%,percent,per cent,pct,percentage of
percentage points|1=percentage points,percentage point,percent points,pp,points of percentage;.01=basis points,basis point
dollar|1=dollar,dollars,usd,us dollars,us dollar,american dollars,u.s. dollars,bucks;.01=cents,cent
australian dollar|1=australian dollars,australian dollar,aud
canadian dollar|1=canadian dollars,canadian dollar,cad
euro|1=euro,euros,eur
pound|1=pound,pounds,pound sterling,pounds sterling,gbp,sterling;.01=pence,penny
yen|1=yen,jpy
yuan|1=yuan,renminbi,rmb,cny
rouble|1=rouble,roubles,ruble,rubles,rub
rupee|1=rupee,rupees,inr
won|1=won,krw
franc|1=franc,francs,swiss francs,chf
krona|1=krona,kronor,krone,kroner,crowns
month|12=year,years,yr,yrs;1=month,months;120=decade,decades;1200=century,centuries;3=quarters
second|1=second,seconds,sec,secs;60=minute,minutes,min,mins;3600=hour,hours,hr,hrs;86400=day,days;604800=week,weeks;\
1209600=fortnight,fortnights;.001=millisecond,milliseconds,ms
metre|1000=km,kilometre,kilometres,kilometer,kilometers;1=metre,metres,meter,meters;.01=cm,centimetre,centimetres,\
centimeter,centimeters;.001=mm,millimetre,millimetres,millimeter,millimeters;1609.344=mile,miles;.3048=foot,feet,ft;\
.0254=inch,inches;.9144=yard,yards;1852=nautical miles,nautical mile
gram|1000=kg,kilogram,kilograms,kilo,kilos;1=gram,grams;.001=mg,milligram,milligrams;1e6=tonne,tonnes,metric tons,\
metric ton;907185=ton,tons;453.592=lb,lbs;28.3495=ounce,ounces,oz
square metre|1=square metres,square metre,square meters,sq m,m²;1e6=square kilometres,square kilometre,square kilometers,\
sq km,km²;2.59e6=square miles,square mile,sq mi;1e4=hectare,hectares,ha;4046.86=acre,acres
litre|1=litre,litres,liter,liters;158.987=barrel,barrels;3.785=gallon,gallons;.001=ml,millilitres,milliliters
watt|1=watt,watts;1e3=kw,kilowatt,kilowatts;1e6=mw,megawatt,megawatts;1e9=gw,gigawatt,gigawatts;1e12=terawatts
watt hour|1e3=kwh,kilowatt hours;1e6=mwh,megawatt hours;1e9=gwh,gigawatt hours;1e12=twh,terawatt hours
kilometre an hour|1=km/h,kph,kmh,kilometres per hour,kilometers per hour,kilometres an hour,kilometers an hour;\
1.609344=mph,miles/h,miles per hour,miles an hour;1.852=knots
celsius|1=°c,degrees celsius,celsius,degrees centigrade
fahrenheit|1=°f,degrees fahrenheit,fahrenheit
byte|1=byte,bytes;1e3=kb,kilobytes;1e6=mb,megabytes,megabyte;1e9=gb,gigabytes,gigabyte;1e12=tb,terabytes,terabyte
morning|1=am,a.m.,a.m
afternoon|1=pm,p.m.,p.m
times|1=times,fold,x
"""
SYMBOLS = {
    "$": DOLLAR, "us$": DOLLAR, "a$": Unit("australian dollar"), "au$": Unit("australian dollar"),
    "c$": Unit("canadian dollar"), "nz$": Unit("new zealand dollar"), "hk$": Unit("hong kong dollar"),
    "s$": Unit("singapore dollar"), "€": Unit("euro"), "£": Unit("pound"), "¥": Unit("yen"), "₹": Unit("rupee"),
    "₽": Unit("rouble"), "₩": Unit("won"),
}  # fmt: skip
MONEY = frozenset(unit.dimension for unit in SYMBOLS.values()) | {"yuan", "franc", "krona"}


def _units() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for row in _TABLE.strip().splitlines():
        dimension, sizes = row.split("|")
        for entry in sizes.split(";"):
            size, names = entry.split("=")
            found.update({name: Unit(dimension, float(size)) for name in names.split(",")})
    return found


UNITS = _units()


def comparable(one: Unit, other: Unit) -> bool:
    """Say whether values in two units can be told apart by their size; any dollar may be written "$"."""
    if one.dimension == other.dimension:
        return True
    dollars = one.dimension.endswith("dollar") and other.dimension.endswith("dollar")
    return dollars and DOLLAR in (one, other)
