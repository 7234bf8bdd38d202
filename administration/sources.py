"""Where the history lies: the tables that the apps say are searched, in the order of the page."""

from operator import attrgetter

from history.sources import Source
from tenancy.app_modules import app_modules

SOURCES: tuple[Source, ...] = tuple(
    sorted(
        (source for said in app_modules("history") for source in getattr(said, "SOURCES", ())),
        key=attrgetter("position"),
    )
)
