"""How a programme's phases and themes are told."""

from history.sentences import history_text_of
from phases.models import Phase, Theme

PHASE = history_text_of(Phase, "fasen »{number} {name}«", without=("position", "programme"))
THEME = history_text_of(Theme, "temaet »{name}«", without=("position", "programme"))
