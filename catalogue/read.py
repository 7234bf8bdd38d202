"""The whole catalogue, read and checked: what passes here can be written."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from django.conf import settings

from catalogue.briefs import Brief, brief_name, read_brief
from catalogue.files import FileLocation, read_table, read_toml
from catalogue.rows import (
    THE_REST,
    BlackoutLine,
    CatalogueLine,
    MunicipalityLine,
    PartnerLine,
    PhaseLine,
    RoleLine,
    SystemLine,
    TaskLine,
    ThemeLine,
    WaveLine,
)
from projects.models import Priority
from projects.programmes import LightPolicy

FIXTURES = settings.BASE_DIR / "fixtures"
R = TypeVar("R", bound=CatalogueLine)


@dataclass(frozen=True)
class ProgrammeFiles:
    """One programme as its folder describes it."""

    place: FileLocation
    name: str
    slug: str
    system: str
    description: str
    policy: LightPolicy
    phases: list[PhaseLine]
    themes: list[ThemeLine]
    waves: list[WaveLine]
    blackouts: list[BlackoutLine]
    tasks: list[TaskLine]
    briefs: dict[str, Brief]


@dataclass(frozen=True)
class Catalogue:
    municipalities: list[MunicipalityLine]
    partners: list[PartnerLine]
    systems: list[SystemLine]
    roles: list[RoleLine]
    programmes: list[ProgrammeFiles]


def read_catalogue(directory: Path) -> Catalogue:
    """Return the content of the files in ``directory``.

    Raises MalformedCatalogue for the first mistake found.
    """
    municipalities = read_rows(directory / "municipalities.csv", MunicipalityLine)
    partners = read_rows(directory / "partners.csv", PartnerLine)
    systems = read_rows(directory / "systems.csv", SystemLine)
    roles = read_rows(directory / "roles.csv", RoleLine)
    for column in ("code", "name", "cvr"):
        forbid_duplicates(municipalities, column)
    for rows in (partners, systems, roles):
        forbid_duplicates(rows, "code")
    forbid_duplicates(partners, "name")
    for system in systems:
        known(system.place, "supplier", system.supplier, [partner.code for partner in partners])
    codes = [role.code for role in roles]
    for role in roles:
        if role.hands_over_to:
            known(role.place, "role", role.hands_over_to, codes)
    folders = sorted(path for path in (directory / "programmes").glob("*") if path.is_dir())
    programmes = [read_programme(folder) for folder in folders]
    for programme in programmes:
        known(programme.place, "system", programme.system, [system.code for system in systems])
        check_programme(programme, codes, [row.code for row in municipalities])
    return Catalogue(municipalities, partners, systems, roles, programmes)


def read_rows(path: Path, kind: type[R]) -> list[R]:
    return [kind.parse(cells) for cells in read_table(path, kind.columns())]


def read_programme(folder: Path) -> ProgrammeFiles:
    """Return the content of one programme's folder, without looking outside it."""
    place = FileLocation(folder / "programme.toml")
    content = read_toml(place.file)
    tasks = read_rows(folder / "tasks.csv", TaskLine)
    return ProgrammeFiles(
        place,
        name=text_in(content, "name", place),
        slug=text_in(content, "slug", place),
        system=text_in(content, "system", place),
        description=text_in(content, "description", place),
        policy=policy_in(content, place),
        phases=read_rows(folder / "phases.csv", PhaseLine),
        themes=read_rows(folder / "themes.csv", ThemeLine),
        waves=read_rows(folder / "waves.csv", WaveLine),
        blackouts=blackouts_in(content, place),
        tasks=tasks,
        briefs=read_briefs(folder / "briefs", tasks),
    )


def text_in(table: dict[str, Any], key: str, place: FileLocation, what: str = "") -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        place.fail(what or f"{key} is missing")
    return value.strip()


def policy_in(content: dict[str, Any], place: FileLocation) -> LightPolicy:
    lights = content.get("lights", {})
    days = lights.get("warning_working_days", {})
    requires = lights.get("yellow_requires_not_started")
    wanted = {str(priority) for priority in Priority.values}
    if set(days) != wanted or not all(type(n) is int and 0 <= n <= 60 for n in days.values()):
        place.fail("lights.warning_working_days must give 0 to 60 days for 1, 2 and 3")
    if not isinstance(requires, bool):
        place.fail("lights.yellow_requires_not_started must be true or false")
    return LightPolicy(days["1"], days["2"], days["3"], requires)


def blackouts_in(content: dict[str, Any], place: FileLocation) -> list[BlackoutLine]:
    """Return the blackouts in a programme's file, or fail with what is wrong."""
    tables = content.get("blackouts", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        place.fail("blackouts must be written as [[blackouts]]")
    rows = [_blackout(table, place) for table in tables]
    if len({row.name for row in rows}) < len(rows):
        place.fail("two blackouts have one name")
    return rows


def _blackout(table: dict[str, Any], place: FileLocation) -> BlackoutLine:
    name = text_in(table, "name", place, "a blackout has no name")
    text_in(table, "source", place, f"blackout {table['name']} has no source")
    first, last = table.get("from_week"), table.get("to_week")
    if not (_is_week(first) and _is_week(last)):
        place.fail(f"blackout {table['name']}: from_week and to_week must be weeks from 1 to 53")
    return BlackoutLine(place, name, first, last)


def _is_week(value: object) -> TypeGuard[int]:
    return type(value) is int and 1 <= value <= 53


def read_briefs(folder: Path, tasks: Iterable[TaskLine]) -> dict[str, Brief]:
    """Return each task's brief by its code; every task has one and every file has a task."""
    briefs: dict[str, Brief] = {}
    files = {path.name for path in folder.glob("*")}
    for task in tasks:
        name = brief_name(task.code)
        if name not in files:
            task.place.fail(f"missing brief: {folder / name}")
        briefs[task.code] = read_brief(folder / name)
    strangers = files - {brief_name(code) for code in briefs}
    if strangers:
        FileLocation(folder / min(strangers)).fail("belongs to no task")
    return briefs


def check_programme(
    programme: ProgrammeFiles, roles: Sequence[str], municipalities: Sequence[str]
) -> None:
    """Check that everything in the programme refers to something that exists."""
    for phase_so_far, phase in enumerate(programme.phases):
        if phase.parent:
            earlier = [row.number for row in programme.phases[:phase_so_far]]
            known(phase.place, "phase above", phase.parent, earlier)
    forbid_duplicates(programme.phases, "number")
    forbid_duplicates(programme.themes, "name")
    forbid_duplicates(programme.waves, "number")
    forbid_duplicates(programme.tasks, "code")
    check_waves(programme.waves, municipalities)
    for task in programme.tasks:
        check_task(task, programme, roles)
    forbid_cycles(programme.tasks)


def check_waves(waves: Iterable[WaveLine], municipalities: Sequence[str]) -> None:
    taken: set[str] = set()
    for wave in waves:
        for code in wave.municipalities:
            known(wave.place, "municipality", code, [*municipalities, THE_REST])
            if code in taken and code != THE_REST:
                wave.place.fail(f"municipality in two waves: {code}")
            taken.add(code)


def check_task(task: TaskLine, programme: ProgrammeFiles, roles: Sequence[str]) -> None:
    known(task.place, "phase", task.phase, [phase.number for phase in programme.phases])
    known(task.place, "theme", task.theme, [theme.name for theme in programme.themes])
    for role in (task.executor, task.responsible, *task.involved):
        if role:
            known(task.place, "role", role, roles)
    codes = [other.code for other in programme.tasks if other.code != task.code]
    for code in (*task.prerequisites, *task.related):
        known(task.place, "task", code, codes)


def known(place: FileLocation, what: str, value: str, among: Sequence[str]) -> None:
    if value not in among:
        place.fail(f"unknown {what}: {value}")


def forbid_duplicates(rows: Iterable[CatalogueLine], column: str) -> None:
    seen: dict[Hashable, FileLocation] = {}
    for row in rows:
        value = getattr(row, column)
        if value in seen:
            row.place.fail(f"{column} {value} already stands in line {seen[value].line}")
        seen[value] = row.place


def forbid_cycles(tasks: Iterable[TaskLine]) -> None:
    """Check that no task is, through its prerequisites, its own prerequisite."""
    by_code = {task.code: task for task in tasks}
    clear: set[str] = set()

    def visit(code: str, path: tuple[str, ...]) -> None:
        if code in path:
            cycle = " → ".join((*path[path.index(code) :], code))
            by_code[code].place.fail(f"tasks are prerequisites of each other: {cycle}")
        if code not in clear:
            for earlier in by_code[code].prerequisites:
                visit(earlier, (*path, code))
            clear.add(code)

    for code in by_code:
        visit(code, ())


def share_out(waves: Sequence[WaveLine], municipalities: Sequence[str]) -> dict[int, list[str]]:
    """Return the codes in each wave by its number; codes that no wave names are spread evenly."""
    shares = {
        wave.number: [code for code in wave.municipalities if code != THE_REST] for wave in waves
    }
    named = {code for share in shares.values() for code in share}
    open_waves = [wave.number for wave in waves if THE_REST in wave.municipalities]
    rest = [code for code in municipalities if code not in named] if open_waves else []
    for turn, code in enumerate(rest):
        shares[open_waves[turn % len(open_waves)]].append(code)
    return shares
