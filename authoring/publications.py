"""What an editor reads of publications: those there have been, and whom one can be made to."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from organisations.models import Municipality, MunicipalityQuerySet
from projects.models import Programme, Wave
from shared_tasks.models import Publication, SharedTask, SharedTaskQuerySet, SharedTaskReceiver


def municipalities_in(programme: Programme) -> MunicipalityQuerySet:
    """Return those that take part, alphabetically, each with its ``wave_name``."""
    taking_part = Municipality.objects.filter(projects__programme=programme)
    return taking_part.annotate(wave_name=F("projects__wave__name")).alphabetical()


def waves_in(programme: Programme) -> QuerySet[Wave]:
    """Return the waves in order, each with how many ``projects_in_it``."""
    waves: QuerySet[Wave] = programme.waves.annotate(projects_in_it=Count("projects"))
    return waves.order_by("number")


def publications_of(programme: Programme) -> QuerySet[Publication]:
    """Return them newest first, each with what it gave to whom in numbers and waves' names."""
    given = SharedTaskReceiver.objects.filter(publication=OuterRef("pk"))
    # Not joined: of another supplier's editor, from before it changed, the person is out of reach.
    editor = User.objects.filter(pk=OuterRef("published_by"))
    waves = given.exclude(wave=None).order_by("wave__number").distinct()
    return programme.publications.annotate(
        editor=Subquery(editor.values("name")[:1]),
        is_for_everyone=Exists(given.filter(wave=None, municipality=None)),
        shared_tasks=number_of("shared_task", given),
        municipalities=number_of("municipality", given),
        wave_names=ArraySubquery(waves.values_list("wave__name", flat=True)),
    ).order_by("-published_at", "-pk")


def number_of(name: str, given: QuerySet[SharedTaskReceiver]) -> Coalesce:
    """Return how many different there are: for the rows that are shown, and no others."""
    one = given.order_by().values("publication").annotate(number=Count(name, distinct=True))
    return Coalesce(Subquery(one.values("number")), 0)


def shared_tasks_in(publication: Publication) -> QuerySet[SharedTask]:
    """Return the shared tasks that it gave to somebody, as the plan shows them."""
    given = SharedTaskReceiver.objects.filter(publication=publication, shared_task=OuterRef("pk"))
    shared_tasks = SharedTask.objects.filter(Exists(given), programme=publication.programme_id)
    return shared_tasks.select_related("phase").in_order()


def municipalities_of(publication: Publication) -> MunicipalityQuerySet:
    """Return those that it was made to by name, alphabetically."""
    named = SharedTaskReceiver.objects.filter(publication=publication, municipality=OuterRef("pk"))
    return Municipality.objects.filter(Exists(named)).alphabetical()


def with_wave(municipality: Municipality) -> str:
    """Return the name, and the wave of one from ``municipalities_in``."""
    wave = municipality.wave_name  # type: ignore[attr-defined]  # annotated there
    return f"{municipality.name} ({wave})" if wave else municipality.name


def found_among(municipalities: Iterable[Municipality], search: str) -> list[Municipality]:
    """Return those whose name or wave holds the text, whatever its capitals."""
    wanted = search.strip().casefold()
    return [one for one in municipalities if wanted in with_wave(one).casefold()]


def picked_in(programme: Programme, picked: str | None) -> SharedTaskQuerySet:
    """Return the shared tasks picked, by ids with commas between; what is no id is left out."""
    pks = [int(name) for name in (picked or "").split(",") if is_id(name)]
    shared_tasks: SharedTaskQuerySet = programme.shared_tasks.filter(pk__in=pks)
    return shared_tasks.select_related("phase").in_order()


def is_id(text: str) -> bool:
    """Whether the text is a number that the database can hold."""
    return text.isascii() and text.isdigit() and len(text) <= 18
