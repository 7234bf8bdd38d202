"""Wrong shared tasks and tasks are impossible, whichever way they are written."""

import datetime as dt

import pytest
from django.db import connection

from shared_tasks.models import SharedTaskAttachment, SharedTaskLink, SharedTaskRole
from tasks.figures import refresh_figures
from tasks.models import InternalNotes, ProjectFigures, Status, Task
from tests.factories import (
    NOON,
    InternalNotesFactory,
    MunicipalityFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    RoleFactory,
    SharedTaskFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
)
from tests.refused import refused_by

pytestmark = pytest.mark.django_db

MAY = dt.date(2026, 5, 1)


# --- shared tasks ------------------------------------------------------------------------


def test_a_code_names_one_shared_task_of_a_programme():
    shared_task = SharedTaskFactory()
    SharedTaskFactory(code=shared_task.code)

    with refused_by("shared_task_code_unique_in_programme"):
        SharedTaskFactory(programme=shared_task.programme, code=shared_task.code)


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("shared_task_code_not_empty", {"code": ""}),
        ("shared_task_title_not_empty", {"title": ""}),
        ("shared_task_priority_known", {"priority": 4}),
        ("shared_task_kind_known", {"kind": "wish"}),
    ],
)
def test_a_shared_task_has_what_it_must(constraint, facts):
    with refused_by(constraint):
        SharedTaskFactory(**facts)


def test_a_shared_task_lies_in_a_phase_of_its_programme():
    with refused_by("shared_task_phase_in_same_programme"):
        SharedTaskFactory(phase=PhaseFactory())


def test_a_shared_task_has_a_theme_of_its_programme():
    with refused_by("shared_task_theme_in_same_programme"):
        SharedTaskFactory(theme=ThemeFactory())


RULE_PARTS = ("anchor", "amount", "unit", "fixed_on")
WHOLE = [("", None, "", None), ("fixed", None, "", MAY), ("go_live", -3, "month", None)]
BROKEN = [
    ("", 1, "day", None),
    ("", None, "", MAY),
    ("fixed", None, "", None),
    ("fixed", 1, "day", MAY),
    ("go_live", None, "", None),
    ("go_live", 1, "", None),
    ("go_live", None, "day", None),
    ("go_live", 1, "week", None),
    ("go_live", 1, "day", MAY),
    ("christmas", 1, "day", None),
]


def rule(prefix, values):
    return {f"{prefix}_{part}": value for part, value in zip(RULE_PARTS, values, strict=True)}


@pytest.mark.parametrize(
    ("constraint", "prefix"),
    [("shared_task_start_rule_whole", "start"), ("shared_task_due_rule_whole", "due")],
)
def test_a_date_rule_is_whole_or_absent(constraint, prefix):
    for whole in WHOLE:
        SharedTaskFactory(**rule(prefix, whole))

    for broken in BROKEN:
        with refused_by(constraint):
            SharedTaskFactory(**rule(prefix, broken))


def test_a_published_task_says_when_and_by_whom():
    SharedTaskFactory(published_at=NOON, published_by=UserFactory())

    with refused_by("shared_task_published_says_when_and_by_whom"):
        SharedTaskFactory(published_at=NOON)
    with refused_by("shared_task_published_says_when_and_by_whom"):
        SharedTaskFactory(published_by=UserFactory())


def attach(shared_task, url="https://a.example/vejledning"):
    return SharedTaskAttachment.objects.create(
        shared_task=shared_task, kind="guide", title="Vejledning", url=url
    )


def test_an_address_is_attached_once():
    shared_task = SharedTaskFactory()
    attach(shared_task)
    attach(SharedTaskFactory())

    with refused_by("shared_task_attachment_once_per_address"):
        attach(shared_task)


@pytest.mark.parametrize(
    "url", ["", "a.example", "javascript:alert(1)", "ftp://a.example", "\nhttps://a.example"]
)
def test_an_attachment_is_a_web_address(url):
    with refused_by("shared_task_attachment_is_a_web_address"):
        attach(SharedTaskFactory(), url)


def tie(shared_task, other, *, kind="prerequisite", programme=None):
    return SharedTaskLink.objects.create(
        programme=programme or shared_task.programme,
        shared_task=shared_task,
        other=other,
        kind=kind,
    )


def pair():
    first = SharedTaskFactory()
    return first, SharedTaskFactory(programme=first.programme)


def test_two_shared_tasks_are_tied_once_in_each_way():
    first, second = pair()
    tie(first, second)
    tie(first, second, kind="related")

    with refused_by("shared_task_link_once_per_kind"):
        tie(first, second)


def test_a_shared_task_is_not_tied_to_itself():
    shared_task = SharedTaskFactory()

    with refused_by("shared_task_link_not_to_itself"):
        tie(shared_task, shared_task)


def test_a_tie_is_of_a_known_kind():
    with refused_by("shared_task_link_kind_known"):
        tie(*pair(), kind="cousin")


def test_a_tie_stays_in_one_programme():
    first, second = pair()
    elsewhere = SharedTaskFactory()

    with refused_by("shared_task_link_other_in_same_programme"):
        tie(first, elsewhere)
    with refused_by("shared_task_link_shared_task_in_same_programme"):
        tie(elsewhere, second, programme=first.programme)


# --- tasks -------------------------------------------------------------------------------


def test_a_project_has_a_shared_task_once():
    task = TaskFactory()

    with refused_by("task_once_per_project_and_shared_task"):
        TaskFactory(project=task.project, shared_task=task.shared_task)


@pytest.mark.parametrize(
    "facts",
    [
        {"status": Status.COMPLETED},
        {"status": Status.COMPLETED, "completed_at": NOON},
        {"completed_at": NOON},
    ],
)
def test_a_task_is_completed_when_it_says_when_and_by_whom_and_only_then(facts):
    with refused_by("task_completed_says_when_and_by_whom"):
        TaskFactory(**facts)


def test_someone_completes_only_what_is_completed():
    with refused_by("task_completed_says_when_and_by_whom"):
        TaskFactory(completed_by=UserFactory())


@pytest.mark.parametrize(
    "facts", [{"status": Status.NOT_RELEVANT}, {"not_relevant_reason": "Løst"}]
)
def test_a_task_is_not_relevant_for_a_reason_and_only_then(facts):
    with refused_by("task_not_relevant_says_why"):
        TaskFactory(**facts)


def test_a_task_is_not_due_before_it_starts():
    TaskFactory(starts_on=MAY, due_on=MAY)

    with refused_by("task_due_not_before_start"):
        TaskFactory(starts_on=MAY, due_on=MAY - dt.timedelta(days=1))


@pytest.mark.parametrize(
    "dates",
    [
        {"due_on": MAY, "shared_due_on": MAY + dt.timedelta(days=1)},
        {"due_on": MAY, "shared_due_on": None},
        {"due_on": None, "shared_due_on": MAY},
    ],
)
def test_a_local_due_date_has_a_reason(dates):
    TaskFactory(**dates, due_reason="Aftalt")
    TaskFactory(due_on=None, shared_due_on=None)

    with refused_by("task_local_due_date_says_why"):
        TaskFactory(**dates)


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("task_status_known", {"status": "done"}),
        ("task_priority_known", {"priority": 0}),
        ("task_light_known", {"light": 4}),
        ("task_kind_known", {"kind": "wish"}),
    ],
)
def test_a_task_s_codes_are_known(constraint, facts):
    TaskFactory()

    with refused_by(constraint):
        Task.objects.update(**facts)


def test_a_task_is_in_its_project_s_municipality():
    TaskFactory()

    with refused_by("task_project_in_same_municipality"):
        Task.objects.update(municipality=MunicipalityFactory())


def test_a_task_is_in_its_project_s_programme():
    task = TaskFactory()
    elsewhere = ProjectFactory(municipality=task.municipality)

    with refused_by("task_project_in_same_programme"):
        Task.objects.update(project=elsewhere)


@pytest.mark.parametrize(
    ("constraint", "field", "factory"),
    [
        ("shared_task_in_same_programme", "shared_task", SharedTaskFactory),
        ("task_phase_in_same_programme", "phase", PhaseFactory),
        ("task_theme_in_same_programme", "theme", ThemeFactory),
        ("task_responsible_in_same_municipality", "responsible", UserFactory),
        ("task_executor_in_same_municipality", "executor", UserFactory),
    ],
)
def test_what_a_task_points_to_belongs_with_it(constraint, field, factory):
    TaskFactory()

    with refused_by(constraint):
        Task.objects.update(**{field: factory()})


def test_a_task_is_completed_by_someone_in_its_municipality():
    TaskFactory()

    with refused_by("task_completed_by_someone_in_same_municipality"):
        Task.objects.update(status=Status.COMPLETED, completed_at=NOON, completed_by=UserFactory())


def test_figures_belong_with_their_project():
    task = TaskFactory()
    refresh_figures([task.project_id])

    with refused_by("project_figures_project_in_same_municipality"):
        ProjectFigures.objects.update(municipality=MunicipalityFactory())
    with refused_by("project_figures_project_in_same_programme"):
        ProjectFigures.objects.update(programme=ProgrammeFactory())


def test_internal_notes_have_an_end():
    notes = InternalNotesFactory(text="å" * 20_000)

    with refused_by("internal_notes_not_too_long"):
        InternalNotes.objects.update(text=notes.text + "å")


@pytest.mark.parametrize("parent", [MunicipalityFactory, ProgrammeFactory])
def test_internal_notes_belong_with_their_task(parent):
    InternalNotesFactory()
    field = parent._meta.model.__name__.lower()

    with refused_by("internal_notes_task_in_same_municipality_and_programme"):
        InternalNotes.objects.update(**{field: parent()})


@pytest.mark.parametrize(
    "constraint", ["shared_task_id_with_programme", "task_id_with_municipality_and_programme"]
)
def test_others_lean_on_the_pairs_of_id_and_parent(constraint):
    """They can't be broken, an id being unique; composite foreign keys need them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_constraint key join pg_class index on index.oid = key.conindid"
            " where key.contype = 'f' and index.relname = %s",
            [constraint],
        )
        [leaning] = cursor.fetchone()

    assert leaning > 0


def test_a_shared_task_involves_a_role_once():
    shared_task, role = SharedTaskFactory(), RoleFactory()
    shared_task.involved_roles.add(role)

    with refused_by("shared_task_role_once_per_role"):
        SharedTaskRole.objects.create(shared_task=shared_task, role=role)
