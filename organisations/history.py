"""How municipalities, partners and systems are told."""

from history.sentences import history_text_of
from organisations.models import Municipality, MunicipalityRegion, Partner, Region, System

REGION = history_text_of(Region, "regionen »{name}«")
MUNICIPALITY = history_text_of(Municipality, "kommunen »{name}«", without=("sort_key",))
MUNICIPALITY_REGION = history_text_of(MunicipalityRegion, "regionen {region} for {municipality}")
PARTNER = history_text_of(Partner, "samarbejdsparten »{name}«")
SYSTEM = history_text_of(System, "it-systemet »{name}«")
