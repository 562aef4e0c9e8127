"""Names of countries and cities, so that "and Germany?" is understood in any case of letters."""

from __future__ import annotations


def _set(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names.split(","))


# Common English names, as newspapers write them. A list and not a model: it decides which name a follow-up replaces.
COUNTRIES = _set(
    """
    Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahrain,
    Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia, Botswana, Brazil, Britain, Brunei,
    Bulgaria, Burkina Faso, Burundi, Cambodia, Cameroon, Canada, Chad, Chile, China, Colombia, Congo, Costa Rica,
    Croatia, Cuba, Cyprus, Czechia, Czech Republic, Denmark, Djibouti, Dominican Republic, Ecuador, Egypt, El Salvador,
    England, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana,
    Great Britain, Greece, Greenland, Guatemala, Guinea, Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia,
    Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kosovo, Kuwait,
    Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar,
    Malawi, Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco, Mongolia, Montenegro,
    Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea,
    North Macedonia, Norway, Oman, Pakistan, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland,
    Portugal, Qatar, Romania, Russia, Rwanda, Samoa, Saudi Arabia, Scotland, Senegal, Serbia, Seychelles, Sierra Leone,
    Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Korea, South Sudan, Spain, Sri Lanka,
    Sudan, Suriname, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Timor-Leste, Togo, Tonga,
    Trinidad and Tobago, Tunisia, Turkey, Türkiye, Turkmenistan, Uganda, UK, Ukraine, United Arab Emirates,
    United Kingdom, United States, Uruguay, USA, US, U.S, Uzbekistan, Vanuatu, Venezuela, Vietnam, Wales, Yemen,
    Zambia, Zimbabwe
    """
)
# Capitals and other cities that stand for governments or summits in the news.
CITIES = _set(
    """
    Abu Dhabi, Addis Ababa, Algiers, Amman, Amsterdam, Ankara, Athens, Baghdad, Baku, Bangkok, Beijing, Beirut,
    Belgrade, Berlin, Bern, Bogota, Bonn, Brasilia, Bratislava, Brussels, Bucharest, Budapest, Buenos Aires, Cairo,
    Canberra, Caracas, Chicago, Copenhagen, Damascus, Davos, Delhi, Dhaka, Doha, Dubai, Dublin, Frankfurt, Geneva,
    Hanoi, Havana, Helsinki, Hiroshima, Hong Kong, Islamabad, Istanbul, Jakarta, Jerusalem, Kabul, Kathmandu, Kharkiv,
    Khartoum, Kinshasa, Kyiv, Kyoto, Lagos, Lisbon, Ljubljana, London, Los Angeles, Luanda, Madrid, Manila, Melbourne,
    Mexico City, Milan, Minsk, Montreal, Moscow, Mumbai, Munich, Nairobi, New Delhi, New York, Nicosia, Oslo, Ottawa,
    Paris, Prague, Pretoria, Pyongyang, Riga, Rio de Janeiro, Riyadh, Rome, Rotterdam, Santiago, Sarajevo, Seoul,
    Shanghai, Skopje, Sofia, Stockholm, Strasbourg, Sydney, Taipei, Tallinn, Tbilisi, Tehran, Tel Aviv, The Hague,
    Tokyo, Toronto, Tripoli, Tunis, Vienna, Vilnius, Warsaw, Washington, Wellington, Zagreb, Zurich
    """
)
REGIONS = _set(
    """
    Africa, America, Antarctica, Arctic, Asia, Asia-Pacific, Atlantic, Balkans, Baltic, Caribbean, Caucasus,
    Central Africa, Central America, Central Asia, Central Europe, East Africa, East Asia, Eastern Europe,
    Euro-Atlantic, Europe, Far East, Gulf, Indo-Pacific, Latin America, Mediterranean, Middle East, North
    Africa, North America, North Atlantic, Northern Europe, Oceania, Pacific, Sahel, Scandinavia, South
    America, South Asia, South China Sea, South Pacific, Southeast Asia, Southern Europe, West Africa, Western
    Europe
    """
)
