"""How a programme's phases and themes are told."""

from phases.models import Phase, Theme
from tenancy.sentences import telling_of

PHASE = telling_of(Phase, "fasen »{number} {name}«", without=("position", "programme"))
THEME = telling_of(Theme, "temaet »{name}«", without=("position", "programme"))
