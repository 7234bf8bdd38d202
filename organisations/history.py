"""How municipalities, partners and systems are told."""

from history.sentences import telling_of
from organisations.models import Municipality, MunicipalityRegion, Partner, Region, System

REGION = telling_of(Region, "regionen »{name}«")
MUNICIPALITY = telling_of(Municipality, "kommunen »{name}«", without=("sort_key",))
MUNICIPALITY_REGION = telling_of(MunicipalityRegion, "regionen {region} for {municipality}")
PARTNER = telling_of(Partner, "samarbejdsparten »{name}«")
SYSTEM = telling_of(System, "it-systemet »{name}«")
