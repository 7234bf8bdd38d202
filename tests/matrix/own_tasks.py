"""Tasks that the municipalities of the small country have made for themselves."""

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from tasks.files import add_file
from tasks.local.services import show_local_tasks
from tasks.models import Task
from tests.conversation.factories import CommentFactory
from tests.factories import NOON, TODAY
from tests.matrix.people import MUNICIPALITIES
from tests.matrix.things import MISSING, Thing
from tests.tasks.factories import LocalRoleFactory, LocalTaskFactory, TaskLinkFactory

if TYPE_CHECKING:
    from tests.matrix.world import World

# The one project of each municipality that shows its own tasks to partners.
SHOWN = "two"


def make_own_task(world: "World", place: str, programme: str, *, by: User) -> Task:
    """Give the project a task of the municipality's own, with a word in every text.

    Where it is shown, its title is for all who see the project; what is written never is.
    """
    project, own = world.projects[place, programme], f"kanarie{place}{programme}own"
    is_shown = programme == SHOWN
    title = own.replace("own", "other") if is_shown else own
    task = LocalTaskFactory(
        project=project,
        local_title=f"Vores {title}",
        phase=world.phases[programme],
        theme=world.themes[programme],
        due_on=TODAY,
        sheet={"goal": own, "method": own, "recommended_executor": world.role},
    )
    LocalRoleFactory(sheet=task.local_sheet, role=world.role)
    TaskLinkFactory(task=task, other=world.tasks[place, programme, "second"])
    CommentFactory(task=task, written_by=by, text=f"Vi taler om {title}")
    upload = SimpleUploadedFile(f"{title}.txt", f"Indhold {title}\n".encode())
    add_file(task=task, upload=upload, by=by, at=NOON)
    if is_shown:
        show_local_tasks(project=project, shown=True)
    return task


def own_tasks_of(world: "World") -> list[Thing]:
    """Return private tasks, a shared one that is no such task, and one that is not."""
    found = [private_task(world, place) for place in MUNICIPALITIES]
    shared = Thing(
        "shared task home one",
        (world.tasks["home", "one", "second"].pk,),
        *("task", "home", "one"),
        is_there=False,
    )
    return [*found, shared, Thing("missing", (MISSING,), is_missing=True)]


def private_task(world: "World", place: str) -> Thing:
    task = world.own_tasks[place, "one"]
    return Thing(f"own task {place} one", (task.pk,), "task", place, "one", is_private=True)
