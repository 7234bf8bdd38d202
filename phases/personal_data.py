"""Nothing here is about people: phases and themes are the programme's."""

from privacy.declarations import declare

PROGRAMME = "Om et program, ens for alle kommuner."

declare("phases.Phase", impersonal={"number name description": PROGRAMME})
declare("phases.Theme", impersonal={"name purpose": PROGRAMME})
