"""5,000 shared tasks out of a file and into a programme, as the jobs do it."""

import dataclasses
import datetime as dt
import time

from django.utils import timezone

from accounts.scope import scope_of
from authoring.documents import gallery
from authoring.imports import Said, confirm_import, put_in, read_staged, stage_file
from authoring.models import PlanImport
from authoring.plans.excel_out import plan_workbook
from authoring.plans.mspdi_out import plan_xml
from authoring.plans.plan import Plan, PlanPhase, PlanTheme
from bench.authoring import JOB, an_editor
from bench.results import Results
from organisations.models import System
from projects.models import Programme
from projects.offsets import Offset, Unit
from shared_tasks.content import Content
from shared_tasks.deadlines import DateRule
from tenancy.scope import scoped

ROWS = 5_000
PHASES, THEMES = 12, 8
PARAGRAPH = "Kommunen gør det, den skal, og skriver ned, hvad der kom ud af det. " * 3


def measure_plans(results: Results, *, today: dt.date) -> None:
    """Send, read, preview and import the same plan from both kinds of file."""
    for kind in ("xlsx", "xml"):
        measure_import(results, kind, today)


def measure_import(results: Results, kind: str, today: dt.date) -> None:
    with scoped(JOB):
        editor = an_editor()
        system = System.objects.filter(supplier=editor.partner).first() or System.objects.first()
        name = f"Indlæsning {kind} {timezone.now():%H%M%S%f}"
        programme = Programme.objects.create(
            system=system, name=name, slug=f"plan-{kind}-{time.time_ns()}"
        )
        roles = gallery(programme.system)
    plan = a_long_plan(sorted(roles.roles)[:5])
    content = (
        plan_workbook(plan, roles)
        if kind == "xlsx"
        else plan_xml(plan, roles, go_live_on=today + dt.timedelta(days=400), at=timezone.now())
    )
    started = time.perf_counter()
    with scoped(scope_of(editor)):
        sent = stage_file(
            programme=programme, name=f"plan.{kind}", content=content, said=Said(), by=editor,
            at=timezone.now(),
        )  # fmt: skip
    read_staged(pk=sent.pk, at=timezone.now())
    read = time.perf_counter()
    with scoped(scope_of(editor)):
        confirm_import(found=sent, at=timezone.now())
    put_in(pk=sent.pk, at=timezone.now())
    done = time.perf_counter()
    with scoped(JOB):
        found = PlanImport.objects.get(pk=sent.pk)
        imported = programme.shared_tasks.count() if found.state == "done" else 0
    results.add(f"import_{kind}_read", read - started, "s")
    results.add(f"import_{kind}_written", done - read, "s")
    results.add(f"import_{kind}", done - started, "s")
    results.add(f"import_{kind}_tasks", imported, "tasks")


def a_long_plan(roles: list[str]) -> Plan:
    """Return ROWS tasks with the texts, dates, roles and links that real ones have."""
    phases = tuple(
        PlanPhase(f"{n}", f"Fase {n}", "", "", Offset(n - 13, Unit.MONTH), Offset(n - 12, Unit.MONTH))
        for n in range(1, PHASES + 1)
    )  # fmt: skip
    themes = tuple(PlanTheme(f"Tema {n}") for n in range(THEMES))
    one = Content(
        code="",
        title="",
        phase="1",
        theme="Tema 0",
        priority=2,
        kind="task",
        goal=PARAGRAPH,
        description=PARAGRAPH * 3,
        method=PARAGRAPH * 2,
        result=PARAGRAPH,
        recommended_responsible=roles[0],
        recommended_executor=roles[1],
        involved=tuple(roles[2:4]),
        due=DateRule("go_live", -10, "workday"),
    )
    tasks = tuple(
        dataclasses.replace(
            one,
            code=f"O-{n:04}",
            title=f"Opgave nummer {n}",
            phase=f"{n * PHASES // ROWS + 1}",
            theme=f"Tema {n % THEMES}",
            priority=n % 3 + 1,
            prerequisites=(f"O-{n - 1:04}",) if n % 10 else (),
        )
        for n in range(ROWS)
    )
    return Plan("Lang plan", phases, themes, tasks)
