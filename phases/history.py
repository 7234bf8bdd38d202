"""History texts of phases and themes."""

from history.sentences import history_text_of
from history.sources import events
from phases.models import Phase, Theme

PHASE = history_text_of(Phase, "fasen »{number} {name}«", without=("position", "programme"))
THEME = history_text_of(Theme, "temaet »{name}«", without=("position", "programme"))


SOURCES = (
    events(170, "faser", "Faser", PHASE, texts=("name",)),
    events(180, "temaer", "Temaer", THEME, texts=("name",)),
)
