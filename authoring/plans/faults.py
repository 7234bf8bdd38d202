"""What a sheet, a phase or a theme of a plan may be that a programme cannot keep."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model

from authoring.plans.plan import PlanPhase, PlanTheme
from phases.models import Phase, Theme
from shared_tasks.content import Content
from shared_tasks.models import TEXTS, SharedTask, SharedTaskAttachment

is_web_address = URLValidator(schemes=["http", "https"])


def wrong_with(task: Content, phases: set[str], codes: set[str]) -> Iterator[str]:
    """Tell what one task says that a programme with these phases and codes cannot keep."""
    for name in ("code", "title", "source", *TEXTS):
        if len(getattr(task, name)) > limit(SharedTask, name):
            yield too_long(label(name), getattr(task, name), limit(SharedTask, name))
    if task.phase not in phases:
        yield f"Fasen »{task.phase}« findes ikke. Skriv nummeret på en af programmets faser."
    named = {*task.prerequisites, *task.related}
    if task.code in named:
        yield "Opgaven peger på sig selv. Fjern dens egen kode."
    for code in sorted(named - codes):
        yield f"Der er ingen opgave med koden »{code}«."
    for attachment in task.attachments:
        yield from wrong_with_attachment(attachment.title, attachment.url)


def wrong_with_attachment(title: str, url: str) -> Iterator[str]:
    if not title or len(title) > limit(SharedTaskAttachment, "title"):
        yield f"Bilaget {url} skal have en titel på højst 200 tegn."
    try:
        is_web_address(url)
    except ValidationError:
        yield f"»{url}« er ikke en webadresse, der begynder med http:// eller https://."
    else:
        if len(url) > limit(SharedTaskAttachment, "url"):
            yield too_long("Bilagets adresse", url, limit(SharedTaskAttachment, "url"))


def limit(model: type[Model], name: str) -> int:
    """Return how many characters the column holds."""
    most: int = getattr(model._meta.get_field(name), "max_length", None) or 0
    return most


def label(name: str) -> str:
    said = str(getattr(SharedTask._meta.get_field(name), "verbose_name", name))
    return f"{said[:1].upper()}{said[1:]}"


def too_long(what: str, said: str, most: int) -> str:
    return f"{what} fylder {len(said)} tegn, og der er plads til {most}. Forkort teksten."


def wrong_with_phase(phase: PlanPhase, known: set[str]) -> Iterator[str]:
    if len(phase.number) > limit(Phase, "number"):
        yield too_long("Fasens nummer", phase.number, limit(Phase, "number"))
    if len(phase.name) > limit(Phase, "name"):
        yield too_long("Fasens navn", phase.name, limit(Phase, "name"))
    if phase.parent and (phase.parent not in known or phase.parent == phase.number):
        yield f"Fasen {phase.number} er en del af »{phase.parent}«, som ikke findes."


def wrong_with_theme(theme: PlanTheme) -> Iterator[str]:
    if not theme.name:
        yield "Et tema mangler sit navn."
    if len(theme.name) > limit(Theme, "name"):
        yield too_long("Temaets navn", theme.name, limit(Theme, "name"))
