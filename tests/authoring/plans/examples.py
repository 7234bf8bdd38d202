"""Plans to carry about: one that has everything, and any that an editor could write."""

import datetime as dt
import string

from hypothesis import strategies as st

from authoring.plans.plan import Plan, PlanPhase, PlanTheme, related_both_ways
from phases.models import Phase, Theme
from projects.offsets import Offset, Unit
from shared_tasks.content import Attachment, Content
from shared_tasks.deadlines import NO_DATE, DateRule
from shared_tasks.models import TEXTS, Anchor, SharedTaskAttachment, TaskKind
from tests.factories import ProgrammeFactory, RoleFactory

ROLES = {
    "projektleder": "Projektleder",
    "superbruger": "Superbruger",
    "it-digitaliseringschef": "It-/digitaliseringschef",
    "aftaleadministrator": "Aftaleadministrator (Serviceplatformen)",
}

WHOLE = Plan(
    name="Prøven 1.0",
    phases=(
        PlanPhase("1", "Opstart", starts=Offset(-12, Unit.MONTH), ends=Offset(-6, Unit.MONTH)),
        PlanPhase("2", "Forberedelse", description="Alt det,\nder skal være på plads"),
        PlanPhase("2.1", "Planlægning", "2", "", Offset(-6, Unit.MONTH), Offset(-30, Unit.DAY)),
        PlanPhase("2.2", "Klargøring", "2", "", Offset(-30, Unit.DAY), Offset(0, Unit.DAY)),
        PlanPhase("3", "Ibrugtagning", starts=Offset(0, Unit.DAY), ends=Offset(10, Unit.WORKDAY)),
    ),
    themes=(
        PlanTheme("Projektstyring", "At nå det.\n\nOg at vide det"),
        PlanTheme("It-miljø og infrastruktur"),
        PlanTheme("Viden"),
    ),
    tasks=(
        Content(
            code="Organisation 1",
            title="Etablér projektorganisation",
            phase="1",
            theme="Projektstyring",
            priority=3,
            kind="task",
            goal="Alle ved, *hvem* der gør hvad.",
            description="- én\n- to\n\n## Mål\n\nikke en overskrift for os",
            method="=1+1",
            result="@alle ved det",
            quality_criteria="+ 1 er bedre end - 1",
            source="Håndbog 3.2",
            recommended_responsible="projektleder",
            recommended_executor="superbruger",
            involved=("aftaleadministrator", "it-digitaliseringschef"),
            start=DateRule(Anchor.WAVE_START, 0, "day"),
            due=DateRule(Anchor.GO_LIVE, -9, "month"),
            related=("Infrastruktur 1",),
            attachments=(
                Attachment("guide", "Vejledning: rolle og ansvar", "https://proeve.example/a?b=1"),
                Attachment("template", "Skabelon", "https://proeve.example/skabelon"),
            ),
        ),
        Content(
            code="Infrastruktur 1",
            title="Godkend serviceaftale",
            phase="2.1",
            theme="It-miljø og infrastruktur",
            priority=1,
            kind="control_point",
            start=DateRule(Anchor.PHASE_START, 5, "workday"),
            due=DateRule(Anchor.PHASE_END, -5, "workday"),
            prerequisites=("Organisation 1",),
            related=("Organisation 1",),
        ),
        Content(
            code="K;1",
            title="Alt er klar <& vi går i luften>",
            phase="3",
            theme="Projektstyring",
            priority=1,
            kind="milestone",
            due=DateRule(Anchor.FIXED, fixed_on=dt.date(2027, 3, 1)),
            prerequisites=("Infrastruktur 1", "Organisation 1"),
        ),
        Content(
            code="12",
            title="-- ingen frist",
            phase="3",
            theme="Projektstyring",
            priority=2,
            kind="checkpoint",
            due=DateRule(Anchor.PUBLICATION, 14, "day"),
        ),
    ),
)

LETTERS = string.ascii_letters + string.digits + "æøåÆØÅé .,:;-–+=@#<>&\"'()/|\\_*!?%"
lines = st.text(LETTERS, min_size=1, max_size=30).map(lambda said: " ".join(said.split()) or "x")
texts = st.text(LETTERS + "\n\t", max_size=120).map(str.strip)
amounts = st.integers(-400, 400)
units = st.sampled_from([unit.value for unit in Unit])
offsets = st.none() | st.builds(Offset, amounts, st.sampled_from(Unit))
dates = st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1))
relative = [anchor.value for anchor in Anchor if anchor != Anchor.FIXED]
rules = (
    st.just(NO_DATE)
    | st.builds(DateRule, st.sampled_from(relative), amounts, units)
    | st.builds(lambda on: DateRule("fixed", fixed_on=on), dates)
)
addresses = st.integers(1, 50).map(lambda number: f"https://proeve.example/{number}")
attachments = st.lists(
    st.builds(Attachment, st.sampled_from(SharedTaskAttachment.Kind.values), lines, addresses),
    max_size=3,
    unique_by=lambda one: one.url,
).map(lambda listed: tuple(sorted(listed)))
roles = st.sampled_from(sorted(ROLES))


@st.composite
def plans(draw):
    """Any tidy plan: sub-phases one level down, links that go in no circle."""
    numbers = [f"{top}" for top in range(1, draw(st.integers(1, 3)) + 1)]
    numbers += [f"{top}.{n}" for top in numbers for n in range(1, draw(st.integers(0, 2)) + 1)]
    phases = [
        PlanPhase(number, draw(lines), number[:-2], draw(texts), draw(offsets), draw(offsets))
        for number in sorted(numbers)
    ]
    themes = draw(st.lists(st.builds(PlanTheme, lines, texts), min_size=1, max_size=3,
                           unique_by=lambda theme: theme.name))  # fmt: skip
    codes = draw(st.lists(lines, max_size=5, unique=True))
    tasks = [
        draw(
            st.builds(
                Content,
                code=st.just(code),
                title=lines,
                phase=st.sampled_from(numbers),
                theme=st.sampled_from([theme.name for theme in themes]),
                priority=st.integers(1, 3),
                kind=st.sampled_from(TaskKind.values),
                **dict.fromkeys(TEXTS, texts),
                source=st.just("") | lines,
                recommended_responsible=st.just("") | roles,
                recommended_executor=st.just("") | roles,
                involved=st.lists(roles, unique=True).map(lambda said: tuple(sorted(said))),
                start=rules,
                due=rules,
                prerequisites=some(codes[:place]),
                related=some(codes[:place]),
                attachments=attachments,
            )
        )
        for place, code in enumerate(codes)
    ]
    name = draw(lines)
    return Plan(name, tuple(phases), tuple(themes), related_both_ways(tasks)).tidied()


def some(codes):
    if not codes:
        return st.just(())
    return st.lists(st.sampled_from(codes), unique=True, max_size=3).map(
        lambda said: tuple(sorted(said))
    )


def with_roles():
    """Let the gallery have the roles the plans name."""
    return [RoleFactory(code=code, name=name) for code, name in ROLES.items()]


def empty_programme(**facts):
    return ProgrammeFactory(**facts)


def has_nothing(programme):
    phases, themes = Phase.objects, Theme.objects
    counts = [rows.filter(programme=programme).count() for rows in (phases, themes)]
    return [*counts, programme.shared_tasks.count()] == [0, 0, 0]
