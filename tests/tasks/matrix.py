import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from history.tracking import Through, acting
from tasks import services
from tasks.checklist import add_item, tick_item
from tasks.figures import refresh_figures
from tasks.files import add_file
from tasks.lights import Light
from tasks.local.services import show_local_tasks
from tasks.models import Status
from tests.dates import NOON, TODAY
from tests.matrix.canary import canary
from tests.matrix.fields import (
    SHEET,
    Field,
    colleagues,
    phase,
    prerequisites,
    role,
    tasks_at_home,
    theme,
)
from tests.matrix.people import MUNICIPALITIES
from tests.matrix.things import MISSING, Thing, crossed, under_tasks
from tests.tasks.factories import (
    LocalRoleFactory,
    LocalTaskFactory,
    SeenVersionFactory,
    TaskFactory,
    TaskLinkFactory,
)

# The one project of each municipality that shows its own tasks to partners.
SHOWN = "two"
LEADER, PEOPLE, NEW = "leader home", "/opgaver/{task}/personer/", "/projekter/{project}/opgaver/ny/"
TWO_PEOPLE = {
    "responsible": SHEET | {"revision": "{revision}", "executor": ""},
    "executor": SHEET | {"revision": "{revision}", "responsible": ""},
}
FIELDS = {
    **{
        f"tasks.forms.PeopleForm.{name}": Field(
            LEADER, PEOPLE, rest, own=colleagues, may_be_empty=True
        )
        for name, rest in TWO_PEOPLE.items()
    },
    **{
        f"tasks.local.forms.LocalTaskForm.{name}": Field(
            LEADER, NEW, rest, own=colleagues, may_be_empty=True
        )
        for name, rest in TWO_PEOPLE.items()
    },
    **{
        f"tasks.local.forms.LocalTaskForm.{name}": Field(
            LEADER, NEW, SHEET, own=own, may_be_empty=name.startswith("recommended")
        )
        for name, own in {
            "phase": phase,
            "theme": theme,
            "recommended_responsible": role,
            "recommended_executor": role,
            "involved": role,
            "prerequisites": prerequisites,
            "waiting": tasks_at_home,
        }.items()
    },
}


def fill_project(world, place, programme):
    """Work, with a word in every text."""
    by, project = world.worker(place, programme), world.projects[place, programme]
    for which, kind in (("first", "open"), ("second", "other")):
        with acting(by=None, through=Through.COMMAND):
            task = TaskFactory(project=project, shared_task=world.shared_tasks[programme, which])
        world.tasks[place, programme, which] = work_on(world, task, place, programme, kind)
    first, word = world.tasks[place, programme, "first"], canary(place, programme, "open")
    world.rows["file"][place, programme] = add_file(
        task=first,
        upload=SimpleUploadedFile(f"{word}.txt", f"Indhold {word}\n".encode()),
        by=by,
        at=NOON,
    )
    item = add_item(task=first, text=f"Husk {word}")
    world.rows["item"][place, programme] = tick_item(item=item, is_done=True, by=by, at=NOON)
    world.rows["own_task"][place, programme] = make_own_task(world, place, programme, by=by)
    refresh_figures([project.pk])
    SeenVersionFactory(task=first, user=by)


def work_on(world, task, place, programme, kind):
    """Give the task people, dates, reasons and notes, so that its history tells of them, too."""
    by, at, word = world.worker(place, programme), NOON, canary(place, programme, kind)
    is_first = kind == "open"
    chosen = world.user("named", place) if is_first and programme == "one" else None
    with acting(by=by.pk, through=Through.PAGE):
        task = services.assign_people(
            task=task, responsible=None, executor=chosen, at=at, revision=task.revision
        )
        task = services.plan_dates(
            task=task,
            starts_on=None,
            due_on=TODAY - dt.timedelta(days=3),
            due_reason=f"Aftalt: {word}",
            at=at,
            revision=task.revision,
        )
        if is_first:
            note = canary(place, programme, "notes")
            task = services.write_internal_notes(
                task=task, internal_notes=note, at=at, revision=task.revision
            )
        for status, reason in ((Status.NOT_RELEVANT, word), (Status.NOT_STARTED, "")):
            task = services.change_status(
                task=task, status=status, reason=reason, by=by, at=at, revision=task.revision
            )
    assert task.light == Light.RED
    return task


def make_own_task(world, place, programme, *, by):
    """Give the project a task of the municipality's own, with a word in every text.

    Where it is shown, its title is for all who see the project; what is written never is.
    """
    project, own = world.projects[place, programme], canary(place, programme, "own")
    is_shown = programme == SHOWN
    title = canary(place, programme, "other") if is_shown else own
    task = LocalTaskFactory(
        project=project,
        local_title=f"Vores {title}",
        phase=world.rows["phase"][programme],
        theme=world.rows["theme"][programme],
        due_on=TODAY,
        sheet={"goal": own, "method": own, "recommended_executor": world.role},
    )
    LocalRoleFactory(sheet=task.local_sheet, role=world.role)
    TaskLinkFactory(task=task, other=world.tasks[place, programme, "second"])
    upload = SimpleUploadedFile(f"{title}.txt", f"Indhold {title}\n".encode())
    add_file(task=task, upload=upload, by=by, at=NOON)
    if is_shown:
        show_local_tasks(project=project, shown=True)
    return task


def things(world):
    return {
        "task": [*tasks_of(world), private_task(world, "home")],
        "file": under_tasks(world, "file", world.rows["file"]),
        "checklist_item": under_tasks(world, "item", world.rows["item"]),
        "version": versions_of(world),
        "own_task": own_tasks_of(world),
    }


def tasks_of(world):
    found = [
        Thing(
            f"{which} task {place} {one}",
            (task.pk,),
            "task",
            place,
            one,
            is_named=which == "first",
        )
        for (place, one, which), task in world.tasks.items()
        if one == "one" or (place, one, which) == ("home", "two", "first")
    ]
    return [*found, Thing("missing", (MISSING,), is_missing=True)]


def versions_of(world):
    """Return the first version of what the tasks are of, and one that never was."""
    home, away = (
        Thing(
            f"version {place} one",
            (world.tasks[place, "one", "first"].pk, 1),
            "task",
            place,
            "one",
            is_named=True,
        )
        for place in MUNICIPALITIES
    )
    missing = Thing("missing", (MISSING, 1), is_missing=True)
    return [home, away, crossed(home, away)[1], missing]


def own_tasks_of(world):
    """Return private tasks, a shared one that is no such task, and one that is not."""
    found = [private_task(world, place) for place in MUNICIPALITIES]
    shared = Thing(
        "shared task home one",
        (world.tasks["home", "one", "second"].pk,),
        *("task", "home", "one"),
        is_there=False,
    )
    return [*found, shared, Thing("missing", (MISSING,), is_missing=True)]


def private_task(world, place):
    task = world.rows["own_task"][place, "one"]
    return Thing(f"own task {place} one", (task.pk,), "task", place, "one", is_private=True)


def foreign(world):
    return {
        "another's task": world.tasks["away", "one", "first"].pk,
        "another's file": world.rows["file"]["away", "one"].pk,
    }
