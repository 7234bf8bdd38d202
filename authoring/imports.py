"""Importing a plan: sent, read by a job, looked at, confirmed, and put in by a job.

Nothing of the programme is changed before somebody has confirmed. Each step changes the row's
state from the one before it, so that two clicks, two jobs, or a job that is run again after its
worker was killed, end the same way.
"""

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from accounts.models import User
from accounts.rights import Permission
from accounts.scope import scope_of
from authoring.models import PlanImport
from authoring.plans.comparing import Comparison, Mark, compare
from authoring.plans.excel_guard import MEGABYTE
from authoring.plans.excel_in import read_workbook
from authoring.plans.mspdi_in import MOST_BYTES as MOST_XML_BYTES
from authoring.plans.mspdi_plan import read_project
from authoring.plans.plan import Plan
from authoring.plans.preview import preview_of, seen_in
from authoring.plans.problems import FileRefused, Problem, in_order
from authoring.plans.reading import Context, Reading
from authoring.plans.role_names import RoleNames
from authoring.plans.stored import Written, read_plan, write_plan
from history.tracking import Through, acting
from projects.access import get_programme
from projects.locks import lock_programme
from projects.models import Programme
from roles.models import Role
from shared_tasks.prerequisites import PrerequisiteCycle
from tasks.files import clean_name
from tenancy.scope import Scope, scoped

logger = logging.getLogger(__name__)

JOB = "plan_import"
Kind, State = PlanImport.Kind, PlanImport.State
MOST_BYTES = {Kind.XLSX: 10 * MEGABYTE, Kind.XML: MOST_XML_BYTES}
MOST_ATTEMPTS = 3
# A hint may be lost: what has waited so long is hinted at again.
FORGOTTEN_AFTER = dt.timedelta(minutes=2)
PROGRESS_SECONDS = 600
# As many problems as anybody reads; how many there are is counted.
MOST_PROBLEMS = 500

GAVE_UP = (
    "Portalen måtte opgive filen efter flere forsøg. Del den i mindre filer, eller skriv til"
    " supporten."
)
NO_RIGHT = "Du har ikke længere ret til at skrive i programmet."
CHANGED_SINCE = (
    "Nogle af filens opgaver er ændret i programmet, siden du så gennemsynet, og intet er indlæst."
    " Se det igennem igen, før du indlæser."
)
CIRCLE = "Opgaverne venter på hinanden i ring: {}. Fjern en af forudsætningerne."


class FileIsEmpty(Exception):
    """There is nothing in the file."""


class FileTooLarge(Exception):
    """The file is larger than its kind may be: ``most`` in bytes."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(size)
        self.size, self.most = size, most


class FileKindUnknown(Exception):
    """The name ends neither in .xlsx nor in .xml."""


class ImportMovedOn(Exception):
    """The import is no longer in the state that the step goes from."""


@dataclasses.dataclass(frozen=True)
class Progress:
    """How far a job is, in percent, and what it is doing."""

    percent: int = 0
    doing: str = ""


@dataclasses.dataclass(frozen=True)
class Said:
    """What the editor says of a file: see ``Context``."""

    go_live_on: dt.date | None = None
    phase: str = ""
    theme: str = ""


def kind_of(name: str, size: int) -> PlanImport.Kind:
    """Return what kind of file it is. Raises FileIsEmpty, FileTooLarge, FileKindUnknown."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix not in Kind.values:
        raise FileKindUnknown(suffix)
    kind = Kind(suffix)
    if not size:
        raise FileIsEmpty
    if size > MOST_BYTES[kind]:
        raise FileTooLarge(size, MOST_BYTES[kind])
    return kind


def stage_file(
    *, programme: Programme, name: str, content: bytes, said: Said, by: User, at: dt.datetime
) -> PlanImport:
    """Keep the file until a job has read it. Raises what ``kind_of`` raises."""
    return PlanImport.objects.create(
        programme=programme,
        kind=kind_of(name, len(content)),
        file_name=clean_name(name),
        content=content,
        go_live_on=said.go_live_on,
        default_phase=said.phase,
        default_theme=said.theme,
        state=State.WAITING,
        state_at=at,
        made_at=at,
        made_by=by,
    )


@transaction.atomic
def confirm_import(*, found: PlanImport, at: dt.datetime) -> None:
    """Let the plan be imported. Raises ImportMovedOn."""
    _move(found, {State.READ}, to=State.CONFIRMED, at=at)


@transaction.atomic
def dismiss_import(*, found: PlanImport, at: dt.datetime) -> None:
    """Forget what the file said. Raises ImportMovedOn."""
    _move(found, {State.READ, State.REFUSED}, to=State.DISMISSED, at=at)


def _move(
    found: PlanImport, states: set[PlanImport.State], *, to: PlanImport.State, at: dt.datetime
) -> None:
    """Change the state if it still is one of these; the database lets one of two do so."""
    changes: dict[str, Any] = {"state": to, "state_at": at, "attempts": 0}
    if to is State.DISMISSED:
        changes |= {"plan": None, "preview": None, "problems": []}
    if not PlanImport.objects.filter(pk=found.pk, state__in=states).update(**changes):
        raise ImportMovedOn(found.pk)


def progress_of(found: PlanImport) -> Progress:
    """Return how far the job is with it; the job's transaction need not have ended."""
    return Progress(**cache.get(_key(found.pk), {}))


def _tell(pk: int, percent: int, doing: str) -> None:
    cache.set(_key(pk), {"percent": percent, "doing": doing}, PROGRESS_SECONDS)


def _key(pk: int) -> str:
    return f"plan-import:{pk}"


def unfinished_imports(*, at: dt.datetime) -> list[PlanImport]:
    """Return those whose hint to a job seems lost."""
    with scoped(Scope.job(JOB)):
        forgotten = PlanImport.objects.unfinished().filter(state_at__lt=at - FORGOTTEN_AFTER)
        return list(forgotten.only("pk", "state"))


@contextmanager
def _claimed(pk: int, state: PlanImport.State, *, at: dt.datetime) -> Iterator[PlanImport | None]:
    """Hold the import, as whoever sent it, if it is in the state; else None.

    Each try is counted before it begins: one that ends its worker leaves nothing else behind.
    """
    sender = _count_attempt(pk, state, at=at)
    if sender is None:
        yield None
        return
    scope, by = scope_of(sender), acting(by=sender.pk, through=Through.JOB, name=JOB)
    with scoped(scope), by:
        programme = PlanImport.objects.filter(pk=pk).values_list("programme", flat=True).first()
        if programme is not None and state is State.CONFIRMED:
            lock_programme(programme)
        found = (
            PlanImport.objects.select_for_update(of=("self",))
            .select_related("programme__system", "made_by__partner")
            .filter(pk=pk, state=state)
            .first()
        )
        yield found
    cache.delete(_key(pk))


def _count_attempt(pk: int, state: PlanImport.State, *, at: dt.datetime) -> User | None:
    with scoped(Scope.job(JOB)):
        found = (
            PlanImport.objects.defer("content", "plan", "preview")
            .select_related("made_by__partner")
            .filter(pk=pk, state=state)
            .first()
        )
        if found is None:
            return None
        if found.attempts >= MOST_ATTEMPTS:
            logger.error("Import %s was given up after %s attempts", pk, found.attempts)
            _refuse(found, [Problem(GAVE_UP)], at=at)
            return None
        PlanImport.objects.filter(pk=pk).update(attempts=found.attempts + 1)
        return found.made_by


def read_staged(*, pk: int, at: dt.datetime) -> None:
    """Read the file of an import that waits, and keep what it would do."""
    with _claimed(pk, State.WAITING, at=at) as found:
        if found is None:
            return
        _tell(pk, 1, "Læser filen")
        there = read_plan(found.programme)
        try:
            reading = _read(found, there)
        except FileRefused as refusal:
            _refuse(found, [Problem(str(refusal))], at=at)
            return
        _tell(pk, 80, "Sammenligner med programmet")
        plan = reading.plan(found.programme.name)
        comparison = compare(
            plan, there, found.programme, places=reading.places, broken=reading.broken
        )
        problems = [*reading.problems, *comparison.problems]
        _keep(found, plan, there, dataclasses.replace(comparison, problems=problems), at=at)


def _read(found: PlanImport, there: Plan) -> Reading:
    """Return what the file says. Raises FileRefused."""
    roles = RoleNames(Role.objects.for_gallery(), found.programme.system)
    context = Context(roles, there, found.go_live_on, found.default_phase, found.default_theme)

    def tell(done: int, of: int) -> None:
        _tell(found.pk, 5 + 75 * done // max(of, 1), "Læser filen")

    read = read_workbook if found.kind == Kind.XLSX else read_project
    return read(bytes(found.content or b""), context, tell)


def _keep(
    found: PlanImport, plan: Plan, there: Plan, comparison: Comparison, *, at: dt.datetime
) -> None:
    """Keep what the file said and would do, and let go of the file."""
    if comparison.stops:
        _refuse(found, comparison.problems, at=at)
        return
    found.plan = plan.as_json()
    found.preview = preview_of(plan, there, comparison)
    told = in_order(comparison.problems)[:MOST_PROBLEMS]
    found.problems = [problem.as_json() for problem in told]
    found.counts = _counted(comparison)
    found.state, found.state_at, found.content = State.READ, at, None
    found.save()


def _counted(comparison: Comparison) -> dict[str, int]:
    marks = list(comparison.marks.values())
    return {
        **{mark.value: marks.count(mark) for mark in Mark},
        "phases": len(comparison.phases),
        "themes": len(comparison.themes),
        "problems": len(comparison.problems),
    }


def _refuse(found: PlanImport, problems: list[Problem], *, at: dt.datetime) -> None:
    """Keep what is wrong, in order, and nothing else."""
    told = in_order(problems)
    PlanImport.objects.filter(pk=found.pk, state=found.state).update(
        state=State.REFUSED,
        state_at=at,
        content=None,
        plan=None,
        preview=None,
        problems=[problem.as_json() for problem in told[:MOST_PROBLEMS]],
        counts={"problems": len(problems)},
    )


def put_in(*, pk: int, at: dt.datetime) -> None:
    """Import the plan of an import that is confirmed, if it still can be."""
    with _claimed(pk, State.CONFIRMED, at=at) as found:
        if found is None:
            return
        _tell(pk, 5, "Ser efter, om programmet er ændret")
        if not _may_still(found.made_by, found.programme):
            _refuse(found, [Problem(NO_RIGHT)], at=at)
            return
        plan = Plan.from_json(found.plan or {})
        there = read_plan(found.programme)
        comparison = compare(plan, there, found.programme)
        if comparison.stops:
            _refuse(found, comparison.problems, at=at)
            return
        if (found.preview or {}).get("seen") != seen_in(plan, there):
            problems = [Problem(CHANGED_SINCE, stops=False), *comparison.problems]
            changed = dataclasses.replace(comparison, problems=problems)
            _keep(found, plan, there, changed, at=at)
            return
        _tell(pk, 40, "Skriver opgaverne")
        try:
            written = write_plan(_wanted(plan, comparison), programme=found.programme)
        except PrerequisiteCycle as cycle:
            _refuse(found, [Problem(CIRCLE.format(" → ".join(cycle.codes)))], at=at)
            return
        _tell(pk, 95, "Gør færdig")
        _finish(found, written, at=at)


def _may_still(sender: User, programme: Programme) -> bool:
    try:
        get_programme(sender, programme.slug, Permission.PROGRAMME_AUTHOR)
    except (Http404, PermissionDenied):
        return False
    return sender.is_active


def _wanted(plan: Plan, comparison: Comparison) -> Plan:
    """Return the plan with only the tasks that it makes or changes."""
    written = {Mark.NEW, Mark.CHANGED}
    tasks = tuple(task for task in plan.tasks if comparison.marks[task.code] in written)
    return dataclasses.replace(plan, tasks=tasks)


def _finish(found: PlanImport, written: Written, *, at: dt.datetime) -> None:
    found.state, found.state_at, found.plan, found.preview = State.DONE, at, None, None
    found.counts |= {
        "new": len(written.made),
        "changed": len(written.changed),
        "phases": len(written.phases),
        "themes": len(written.themes),
    }
    found.save()
