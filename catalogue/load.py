"""Writing the catalogue: what is missing is made, what differs is changed, nothing else."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from catalogue.blackouts import load_blackouts
from catalogue.read import Catalogue, ProgrammeFiles, read_catalogue
from catalogue.rows import MunicipalityRow, TaskRow
from catalogue.writing import Loaded, point, put
from history.tracking import Through, acting
from organisations.alphabet import danish_key
from organisations.models import Municipality, MunicipalityRegion, Partner, Region, System
from phases.models import Phase, Theme
from projects.models import Priority, Programme, Wave
from projects.offsets import Offset
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

    Texts of a shared task that is published may change; its phase, theme, priority, kind and
    dates may not, for projects already live by them. Nothing is ever deleted.
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
    """Hold the right to load until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])


def forbid_changes_to_published(programmes: Iterable[ProgrammeFiles]) -> None:
    """See that the files leave alone what published shared tasks are built on."""
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


def _forbid_changes(row: TaskRow, shared_task: SharedTask) -> None:
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
    wanted = _policy(files)
    if wanted != {name: getattr(programme, name) for name in wanted}:
        files.place.fail("lights cannot change: the programme has published tasks")


def _forbid_other_windows(files: ProgrammeFiles, phases: Iterable[Phase]) -> None:
    windows = {phase.number: _window_of(phase) for phase in phases}
    for row in files.phases:
        if windows.get(row.number, _window(row.starts, row.ends)) != _window(row.starts, row.ends):
            row.place.fail(f"window of phase {row.number} cannot change: it has published tasks")


def _load_organisations(catalogue: Catalogue, loaded: Loaded) -> None:
    partners = put(
        loaded,
        Partner,
        ["name"],
        (
            (row.place, {"name": row.name, "cvr": row.cvr, "is_operator": row.is_operator})
            for row in catalogue.partners
        ),
    )
    ids = {row.code: partner.pk for row, partner in zip(catalogue.partners, partners, strict=True)}
    put(
        loaded,
        System,
        ["code"],
        (
            (
                row.place,
                {
                    "code": row.code,
                    "name": row.name,
                    "description": row.description,
                    "supplier_id": ids[row.supplier],
                },
            )
            for row in catalogue.systems
        ),
    )
    _load_municipalities(catalogue.municipalities, loaded)


def _load_municipalities(rows: Sequence[MunicipalityRow], loaded: Loaded) -> None:
    places = {name: row.place for row in rows for name in _regions(row).values()}
    regions = {
        region.name: region.pk
        for region in put(
            loaded, Region, ["name"], ((place, {"name": n}) for n, place in places.items())
        )
    }
    municipalities = put(
        loaded,
        Municipality,
        ["code"],
        (
            (
                row.place,
                {
                    "code": row.code,
                    "cvr": row.cvr,
                    "name": row.name,
                    "population_class": row.population_class,
                    "sort_key": danish_key(row.name),
                },
            )
            for row in rows
        ),
    )
    put(
        loaded,
        MunicipalityRegion,
        ["municipality_id", "from_on"],
        (
            (
                row.place,
                {
                    "municipality_id": municipality.pk,
                    "from_on": from_on,
                    "region_id": regions[name],
                },
            )
            for row, municipality in zip(rows, municipalities, strict=True)
            for from_on, name in _regions(row).items()
        ),
    )


def _regions(row: MunicipalityRow) -> dict[dt.date, str]:
    """Return the municipality's region by the day it came to lie there."""
    regions = {REGIONS_FROM: row.region_until_2026}
    if row.region_from_2027 != row.region_until_2026:
        regions[REGIONS_CHANGE] = row.region_from_2027
    return regions


def _load_roles(catalogue: Catalogue, loaded: Loaded) -> None:
    columns = (
        *("code", "name", "scope", "stage", "appointed_in_phase", "min_holders"),
        *("max_holders", "exactly_one_primary", "effect"),
    )
    roles = put(
        loaded,
        Role,
        ["code"],
        (
            (row.place, {c: getattr(row, c) for c in columns} | {"position": position})
            for position, row in enumerate(catalogue.roles, start=1)
        ),
    )
    ids = {role.code: role.pk for role in roles}
    for row, role in zip(catalogue.roles, roles, strict=True):
        heir = ids.get(row.hands_over_to)
        if role.hands_over_to_id != heir:
            role.hands_over_to_id = heir
            role.save(update_fields=["hands_over_to_id"])


def _load_programme(files: ProgrammeFiles, loaded: Loaded) -> None:
    system = System.objects.get(code=files.system)
    values = {
        "slug": files.slug,
        "name": files.name,
        "description": files.description,
        "system_id": system.pk,
        **_policy(files),
    }
    [programme] = put(loaded, Programme, ["slug"], [(files.place, values)])
    phases = _load_phases(programme, files, loaded)
    themes = {
        theme.name: theme.pk
        for theme in put(
            loaded,
            Theme,
            ["programme_id", "name"],
            (
                (
                    row.place,
                    {
                        "programme_id": programme.pk,
                        "name": row.name,
                        "purpose": row.purpose,
                        "position": position,
                    },
                )
                for position, row in enumerate(files.themes, start=1)
            ),
        )
    }
    _load_waves(programme, files, loaded)
    load_blackouts(programme, files.blackouts, files.place, loaded)
    _load_tasks(programme, files, phases, themes, loaded)


def _policy(files: ProgrammeFiles) -> dict[str, Any]:
    days = files.policy.warning_days
    return {
        "warning_days_critical": days[Priority.CRITICAL],
        "warning_days_mandatory": days[Priority.MANDATORY],
        "warning_days_recommended": days[Priority.RECOMMENDED],
        "yellow_requires_not_started": files.policy.yellow_requires_not_started,
    }


def _load_phases(programme: Programme, files: ProgrammeFiles, loaded: Loaded) -> dict[str, int]:
    """Write phases one by one, since a sub-phase needs the id of the one above it."""
    ids: dict[str, int] = {}
    for position, row in enumerate(files.phases, start=1):
        values = {
            "programme_id": programme.pk,
            "number": row.number,
            "name": row.name,
            "parent_id": ids.get(row.parent),
            "position": position,
            "description": row.description,
            **_window(row.starts, row.ends),
        }
        [phase] = put(loaded, Phase, ["programme_id", "number"], [(row.place, values)])
        ids[row.number] = phase.pk
    return ids


def _window(starts: Offset | None, ends: Offset | None) -> dict[str, Any]:
    return {
        "starts_amount": starts.amount if starts else None,
        "starts_unit": starts.unit.value if starts else "",
        "ends_amount": ends.amount if ends else None,
        "ends_unit": ends.unit.value if ends else "",
    }


def _window_of(phase: Phase) -> dict[str, Any]:
    return {name: getattr(phase, name) for name in _window(None, None)}


def _load_waves(programme: Programme, files: ProgrammeFiles, loaded: Loaded) -> None:
    """Make the waves that are missing; those that exist are moved in the portal, not here."""
    there = set(Wave.objects.filter(programme=programme).values_list("number", flat=True))
    put(
        loaded,
        Wave,
        ["programme_id", "number"],
        (
            (
                row.place,
                {
                    "programme_id": programme.pk,
                    "number": row.number,
                    "name": row.name,
                    "starts_on": row.starts_on,
                    "go_live_on": row.go_live_on,
                },
            )
            for row in files.waves
            if row.number not in there
        ),
    )


def _load_tasks(
    programme: Programme,
    files: ProgrammeFiles,
    phases: dict[str, int],
    themes: dict[str, int],
    loaded: Loaded,
) -> None:
    roles = dict(Role.objects.values_list("code", "pk"))
    shared_tasks = put(
        loaded,
        SharedTask,
        ["programme_id", "code"],
        (
            (
                row.place,
                {
                    "programme_id": programme.pk,
                    "code": row.code,
                    "title": row.title,
                    "phase_id": phases[row.phase],
                    "theme_id": themes[row.theme],
                    "priority": row.priority,
                    "kind": row.kind,
                    "recommended_executor_id": roles.get(row.executor),
                    "recommended_responsible_id": roles.get(row.responsible),
                    **_rule("start", row.starts),
                    **_rule("due", row.due),
                    **_texts(row, files),
                },
            )
            for row in files.tasks
        ),
    )
    by_code = {shared_task.code: shared_task for shared_task in shared_tasks}
    for row in files.tasks:
        point(by_code[row.code].involved_roles, {roles[code] for code in row.involved})
    _link_tasks(programme, files.tasks, {code: t.pk for code, t in by_code.items()})


def _rule(prefix: str, rule: DateRule) -> dict[str, Any]:
    return {
        f"{prefix}_anchor": rule.anchor,
        f"{prefix}_amount": rule.amount,
        f"{prefix}_unit": rule.unit,
        f"{prefix}_fixed_on": rule.fixed_on,
    }


def _texts(row: TaskRow, files: ProgrammeFiles) -> dict[str, str]:
    texts = dict(vars(files.briefs[row.code]))
    return texts | {"source": texts["source"] or row.source}


def _link_tasks(programme: Programme, rows: Iterable[TaskRow], ids: dict[str, int]) -> None:
    """Tie the programme's shared tasks together just as the rows say."""
    wanted = set(_links(rows, ids))
    there = SharedTaskLink.objects.filter(programme=programme)
    existing = {(link.shared_task_id, link.other_id, link.kind): link.pk for link in there}
    there.filter(pk__in=[pk for key, pk in existing.items() if key not in wanted]).delete()
    SharedTaskLink.objects.bulk_create(
        SharedTaskLink(programme=programme, shared_task_id=shared_task, other_id=other, kind=kind)
        for shared_task, other, kind in sorted(wanted - existing.keys())
    )


def _links(rows: Iterable[TaskRow], ids: dict[str, int]) -> Iterable[tuple[int, int, str]]:
    """Give each link; related tasks both ways, whichever of the two rows names the other."""
    for row in rows:
        here = ids[row.code]
        for code in row.prerequisites:
            yield here, ids[code], SharedTaskLink.Kind.PREREQUISITE.value
        for code in row.related:
            yield here, ids[code], SharedTaskLink.Kind.RELATED.value
            yield ids[code], here, SharedTaskLink.Kind.RELATED.value
