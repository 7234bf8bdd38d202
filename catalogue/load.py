"""Loading the catalogue: missing rows are made, different ones changed, and nothing else."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from catalogue.read import Catalogue, ProgrammeFiles, read_catalogue
from catalogue.rows import MunicipalityLine, TaskLine
from catalogue.writing import Loaded, put, set_related, values_of
from history.tracking import Through, acting
from organisations.alphabet import danish_key
from organisations.models import Municipality, MunicipalityRegion, Partner, Region, System
from phases.models import Phase, Theme
from phases.services import window_columns
from projects.models import Blackout, Programme, Wave
from projects.programmes import LightPolicy
from roles.models import Role
from shared_tasks.deadlines import DateRule, due_rule, start_rule
from shared_tasks.models import SharedTask, SharedTaskLink

# The regions of the structural reform, and Region Østdanmark.
REGIONS_FROM = dt.date(2007, 1, 1)
REGIONS_CHANGE = dt.date(2027, 1, 1)
LOAD_LOCK = 0x0F2E_0001


@transaction.atomic
def load_catalogue(*, directory: Path) -> Loaded:
    """Bring the database in line with the files, or change nothing.

    Texts of a published shared task may change; its phase, theme, priority, kind and dates may
    not, because projects already use them. Nothing is ever deleted.
    Raises MalformedCatalogue.
    """
    catalogue = read_catalogue(directory)
    wait_for_other_loads()
    forbid_changes_to_published(catalogue.programmes)
    loaded = Loaded()
    with acting(by=None, through=Through.COMMAND, name="load_catalogue"):
        _load_organisations(catalogue, loaded)
        _load_roles(catalogue, loaded)
        for programme in catalogue.programmes:
            _load_programme(programme, loaded)
    return loaded


def wait_for_other_loads() -> None:
    """Take the lock on loading until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])


def forbid_changes_to_published(programmes: Iterable[ProgrammeFiles]) -> None:
    """Check that the files do not change what published shared tasks depend on."""
    for files in programmes:
        published = {
            shared_task.code: shared_task
            for shared_task in SharedTask.objects.published()
            .filter(programme__slug=files.slug)
            .select_related("programme", "phase", "theme")
        }
        for row in files.tasks:
            if row.code in published:
                _forbid_changes(row, published[row.code])
        if published:
            _forbid_other_policy(files, next(iter(published.values())).programme)
            _forbid_other_windows(files, {t.phase for t in published.values()})


def _forbid_changes(row: TaskLine, shared_task: SharedTask) -> None:
    compared = {
        "phase": (row.phase, shared_task.phase.number),
        "theme": (row.theme, shared_task.theme.name),
        "priority": (row.priority, shared_task.priority),
        "kind": (row.kind, shared_task.kind),
        "starts": (row.starts, start_rule(shared_task)),
        "due": (row.due, due_rule(shared_task)),
    }
    for column, (wanted, actual) in compared.items():
        if wanted != actual:
            row.place.fail(f"{column} of {row.code} cannot change: the task is published")


def _forbid_other_policy(files: ProgrammeFiles, programme: Programme) -> None:
    if files.policy != LightPolicy.of(programme):
        files.place.fail("lights cannot change: the programme has published tasks")


def _forbid_other_windows(files: ProgrammeFiles, phases: Iterable[Phase]) -> None:
    by_number = {phase.number: phase for phase in phases}
    for row in files.phases:
        phase = by_number.get(row.number)
        window = window_columns(row.starts, row.ends)
        if phase and any(getattr(phase, name) != value for name, value in window.items()):
            row.place.fail(f"window of phase {row.number} cannot change: it has published tasks")


def _load_organisations(catalogue: Catalogue, loaded: Loaded) -> None:
    wanted = (values_of(row, "name", "cvr", "is_operator") for row in catalogue.partners)
    partners = put(loaded, Partner, ["name"], wanted)
    ids = {row.code: partner.pk for row, partner in zip(catalogue.partners, partners, strict=True)}
    systems = (
        values_of(row, "code", "name", "description", supplier_id=ids[row.supplier])
        for row in catalogue.systems
    )
    put(loaded, System, ["code"], systems)
    _load_municipalities(catalogue.municipalities, loaded)


def _load_municipalities(rows: Sequence[MunicipalityLine], loaded: Loaded) -> None:
    places = {name: row.place for row in rows for name in _regions(row).values()}
    named = ((place, {"name": name}) for name, place in places.items())
    regions = {region.name: region.pk for region in put(loaded, Region, ["name"], named)}
    columns = ("code", "cvr", "name", "population_class")
    wanted = (values_of(row, *columns, sort_key=danish_key(row.name)) for row in rows)
    municipalities = put(loaded, Municipality, ["code"], wanted)
    in_regions = (
        values_of(row, municipality_id=found.pk, from_on=from_on, region_id=regions[name])
        for row, found in zip(rows, municipalities, strict=True)
        for from_on, name in _regions(row).items()
    )
    put(loaded, MunicipalityRegion, ["municipality_id", "from_on"], in_regions)


def _regions(row: MunicipalityLine) -> dict[dt.date, str]:
    """Return the municipality's regions by the day from which each applies."""
    regions = {REGIONS_FROM: row.region_until_2026}
    if row.region_from_2027 != row.region_until_2026:
        regions[REGIONS_CHANGE] = row.region_from_2027
    return regions


def _load_roles(catalogue: Catalogue, loaded: Loaded) -> None:
    columns = (
        *("code", "name", "scope", "stage", "appointed_in_phase", "min_holders"),
        *("max_holders", "exactly_one_primary", "effect"),
    )
    wanted = (values_of(row, *columns, position=at) for at, row in enumerate(catalogue.roles, 1))
    roles = put(loaded, Role, ["code"], wanted)
    ids = {role.code: role.pk for role in roles}
    for row, role in zip(catalogue.roles, roles, strict=True):
        successor = ids.get(row.hands_over_to)
        if role.hands_over_to_id != successor:
            role.hands_over_to_id = successor
            role.save(update_fields=["hands_over_to_id"])


def _load_programme(files: ProgrammeFiles, loaded: Loaded) -> None:
    system = System.objects.get(code=files.system)
    values = {
        "slug": files.slug,
        "name": files.name,
        "description": files.description,
        "system_id": system.pk,
        **asdict(files.policy),
    }
    [programme] = put(loaded, Programme, ["slug"], [(files.place, values)])
    here = {"programme_id": programme.pk}
    phases = _load_phases(programme, files, loaded)
    wanted = (
        values_of(row, "name", "purpose", position=position, **here)
        for position, row in enumerate(files.themes, start=1)
    )
    themes = put(loaded, Theme, ["programme_id", "name"], wanted)
    # Existing waves and blackouts are changed in the portal, not here.
    waves = (
        values_of(row, "number", "name", "starts_on", "go_live_on", **here) for row in files.waves
    )
    put(loaded, Wave, ["programme_id", "number"], waves, change=False)
    blackouts = (
        values_of(row, "name", "first_week", "last_week", **here) for row in files.blackouts
    )
    put(loaded, Blackout, ["programme_id", "name"], blackouts, change=False)
    _load_tasks(programme, files, phases, {theme.name: theme.pk for theme in themes}, loaded)


def _load_phases(programme: Programme, files: ProgrammeFiles, loaded: Loaded) -> dict[str, int]:
    """Write phases one by one, since a sub-phase needs its parent's id."""
    ids: dict[str, int] = {}
    for position, row in enumerate(files.phases, start=1):
        wanted = values_of(
            row,
            *("number", "name", "description"),
            programme_id=programme.pk,
            parent_id=ids.get(row.parent),
            position=position,
            **window_columns(row.starts, row.ends),
        )
        [phase] = put(loaded, Phase, ["programme_id", "number"], [wanted])
        ids[row.number] = phase.pk
    return ids


def _load_tasks(
    programme: Programme,
    files: ProgrammeFiles,
    phases: dict[str, int],
    themes: dict[str, int],
    loaded: Loaded,
) -> None:
    roles = dict(Role.objects.values_list("code", "pk"))
    wanted = (
        values_of(
            row,
            *("code", "title", "priority", "kind"),
            programme_id=programme.pk,
            phase_id=phases[row.phase],
            theme_id=themes[row.theme],
            recommended_executor_id=roles.get(row.executor),
            recommended_responsible_id=roles.get(row.responsible),
            **_rule("start", row.starts),
            **_rule("due", row.due),
            **_texts(row, files),
        )
        for row in files.tasks
    )
    shared_tasks = put(loaded, SharedTask, ["programme_id", "code"], wanted)
    by_code = {shared_task.code: shared_task for shared_task in shared_tasks}
    for row in files.tasks:
        set_related(by_code[row.code].involved_roles, {roles[code] for code in row.involved})
    _link_tasks(programme, files.tasks, {code: t.pk for code, t in by_code.items()})


def _rule(prefix: str, rule: DateRule) -> dict[str, Any]:
    return {f"{prefix}_{name}": value for name, value in asdict(rule).items()}


def _texts(row: TaskLine, files: ProgrammeFiles) -> dict[str, str]:
    texts = asdict(files.briefs[row.code])
    return texts | {"source": texts["source"] or row.source}


def _link_tasks(programme: Programme, rows: Iterable[TaskLine], ids: dict[str, int]) -> None:
    """Make the links between the programme's shared tasks just those of the rows."""
    wanted = set(_links(rows, ids))
    there = SharedTaskLink.objects.filter(programme=programme)
    existing = {(link.shared_task_id, link.other_id, link.kind): link.pk for link in there}
    there.filter(pk__in=[pk for key, pk in existing.items() if key not in wanted]).delete()
    SharedTaskLink.objects.bulk_create(
        SharedTaskLink(programme=programme, shared_task_id=shared_task, other_id=other, kind=kind)
        for shared_task, other, kind in sorted(wanted - existing.keys())
    )


def _links(rows: Iterable[TaskLine], ids: dict[str, int]) -> Iterable[tuple[int, int, str]]:
    """Yield each link; related tasks both ways, although only one of the rows names the other."""
    for row in rows:
        here = ids[row.code]
        for code in row.prerequisites:
            yield here, ids[code], SharedTaskLink.Kind.PREREQUISITE.value
        for code in row.related:
            yield here, ids[code], SharedTaskLink.Kind.RELATED.value
            yield ids[code], here, SharedTaskLink.Kind.RELATED.value
