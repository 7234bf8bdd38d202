"""History texts of municipalities, partners and systems."""

from history.sentences import history_text_of
from history.sources import events
from organisations.models import Municipality, MunicipalityRegion, Partner, Region, System

REGION = history_text_of(Region, "regionen »{name}«")
MUNICIPALITY = history_text_of(Municipality, "kommunen »{name}«", without=("sort_key",))
MUNICIPALITY_REGION = history_text_of(MunicipalityRegion, "regionen {region} for {municipality}")
PARTNER = history_text_of(Partner, "samarbejdsparten »{name}«")
SYSTEM = history_text_of(System, "it-systemet »{name}«")


SOURCES = (
    events(270, "kommuner", "Kommuner", MUNICIPALITY, texts=("name",)),
    events(280, "kommuners-regioner", "Kommuners regioner", MUNICIPALITY_REGION, is_shared=True),
    events(290, "regioner", "Regioner", REGION, texts=("name",)),
    events(300, "samarbejdsparter", "Samarbejdsparter", PARTNER, texts=("name",)),
    events(310, "it-systemer", "It-systemer", SYSTEM, texts=("name",)),
)
