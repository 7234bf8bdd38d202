"""How a programme's phases and themes are told."""

from history.sentences import telling_of
from phases.models import Phase, Theme

PHASE = telling_of(Phase, "fasen »{number} {name}«", without=("position", "programme"))
THEME = telling_of(Theme, "temaet »{name}«", without=("position", "programme"))
