"""Nothing here is about people: regions, municipalities, partners and systems."""

from privacy.declarations import declare

PLACE = "Om en offentlig myndighed eller en virksomhed, ikke om en person."

declare("organisations.Region", impersonal={"name": PLACE})
declare("organisations.Municipality", impersonal={"code cvr name sort_key": PLACE})
declare("organisations.Partner", impersonal={"name cvr": PLACE})
declare("organisations.System", impersonal={"code name description": "Om et it-system."})
