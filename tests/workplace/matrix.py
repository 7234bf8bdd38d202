import datetime as dt

from accounts.rights import Permission
from tests.dates import NOON
from tests.matrix.canary import canary
from tests.matrix.fields import Field, colleagues, phase, theme
from tests.matrix.people import Person
from tests.matrix.route import ALL, MUNICIPAL, Route, form, page, panel, public
from tests.matrix.things import ones_own
from tests.workplace.factories import (
    BulkChangeFactory,
    CalendarFeedFactory,
    MyPageVisitFactory,
    SavedViewFactory,
)


def for_writer(person: Person) -> int:
    """Contributors wrote the comments of the world, and nobody else corrects them."""
    return 422 if person.what == "contributor" else 403


def for_writer_and_leaders(person: Person) -> int:
    return 302 if person.what in {"contributor", "leader", "owner"} else 403


def everyone_at_home(world):
    return [one.user for one in world.people if one.place == "home"]


def projects_at_home(world):
    return [world.projects["home", name] for name in ("one", "two")]


PROJECT, ALL_PROJECTS = "/projekter/{project}/", "/opgaver/"
FIELDS = {
    **{
        f"workplace.lists.filters.TaskFilter.{name}": Field("leader home", PROJECT)
        for name in ("prioritet", "status", "lys", "aendret", "lokal")
    },
    "workplace.lists.filters.TaskFilter.fase": Field("leader home", PROJECT, own=phase),
    "workplace.lists.filters.TaskFilter.tema": Field("leader home", PROJECT, own=theme),
    "workplace.lists.filters.TaskFilter.person": Field(
        "leader home", PROJECT, own=everyone_at_home
    ),
    "workplace.lists.filters.TaskFilter.projekt": Field(
        "leader home", ALL_PROJECTS, own=projects_at_home
    ),
    **{
        f"workplace.bulk.forms.BulkPeopleForm.{name}": Field(
            "leader home",
            "/opgaver/samlet/personer/",
            {"valgt": "{task}", "gem": "1"},
            own=colleagues,
        )
        for name in ("new_responsible", "new_executor")
    },
}
ROUTES = {
    "home": page(get=lambda person: 302 if person.is_partner else 200),
    "projects:detail": page(Permission.PROJECT_VIEW, "project", shows="text"),
    "projects:history": page(Permission.PROJECT_VIEW, "project"),
    "projects:timeline": page(Permission.PROJECT_VIEW, "project", shows="text"),
    "projects:tasks_xlsx": page(Permission.PROJECT_VIEW, "project", shows="text"),
    "projects:tasks_csv": page(Permission.PROJECT_VIEW, "project", shows="text"),
    "projects:tasks_pdf": page(Permission.PROJECT_VIEW, "project", shows="text"),
    **{f"tasks:{name}": page(get=MUNICIPAL[200]) for name in ("xlsx", "csv", "list_pdf")},
    "projects:add_local_task": form(Permission.TASK_PLAN, "project"),
    "projects:local_tasks": form(Permission.TASK_PLAN, "project"),
    "tasks:change_local": form(Permission.TASK_PLAN, "own_task"),
    "tasks:remove_local": form(Permission.TASK_PLAN, "own_task", post=409),
    "projects:calendar": form(
        Permission.PROJECT_VIEW, "project", get=MUNICIPAL[200], post=MUNICIPAL[422]
    ),
    "tasks:list": page(get=MUNICIPAL[200]),
    "tasks:calendar": page(Permission.TASK_VIEW, "task", shows="text"),
    **{
        f"tasks:{name}": Route(
            answers={"GET": 302, "HEAD": 302, "POST": MUNICIPAL[422]}, is_personal=True
        )
        for name in ("change_statuses", "change_everybody", "move_due_dates")
    },
    "projects:new_view": form(
        Permission.PROJECT_VIEW, "project", get=MUNICIPAL[200], post=MUNICIPAL[422]
    ),
    "tasks:new_view": form(None, get=MUNICIPAL[200], post=MUNICIPAL[422]),
    "tasks:view": form(None, "view"),
    "tasks:delete_view": form(None, "view", get=302, post=302),
    "tasks:bulk_change": page(None, "bulk_change"),
    "tasks:undo_bulk_change": form(None, "bulk_change", get=302, post=409),
    "tasks:detail": page(Permission.TASK_VIEW, "task", shows="open notes text people"),
    "tasks:version": page(Permission.TASK_VIEW, "version", shows="text"),
    "tasks:pdf": page(Permission.TASK_VIEW, "task", shows="text"),
    "tasks:status": panel(Permission.TASK_WORK),
    "tasks:people": panel(Permission.TASK_PLAN),
    "tasks:dates": panel(Permission.TASK_PLAN),
    "tasks:notes": panel(Permission.TASK_WORK),
    "tasks:status_field": panel(Permission.TASK_WORK),
    "tasks:executor_field": panel(Permission.TASK_PLAN),
    "tasks:responsible_field": panel(Permission.TASK_PLAN),
    "tasks:due_on_field": panel(Permission.TASK_PLAN),
    "tasks:checklist": panel(Permission.TASK_WORK),
    "tasks:checklist_item": form(Permission.TASK_WORK, "checklist_item"),
    "tasks:tick_checklist_item": panel(Permission.TASK_WORK, "checklist_item"),
    "tasks:move_checklist_item": panel(Permission.TASK_WORK, "checklist_item"),
    "tasks:remove_checklist_item": panel(Permission.TASK_WORK, "checklist_item", post=302),
    "tasks:comments": panel(Permission.TASK_COMMENT),
    "tasks:comment": panel(Permission.TASK_COMMENT, "comment", post=for_writer),
    "tasks:remove_comment": panel(Permission.TASK_COMMENT, "comment", post=for_writer_and_leaders),
    "tasks:people_to_mention": page(Permission.TASK_COMMENT, "task"),
    "tasks:watch": panel(Permission.TASK_VIEW, post=302),
    "tasks:files": panel(Permission.TASK_WORK),
    "tasks:file": page(Permission.TASK_VIEW, "file", shows="open"),
    "tasks:remove_file": panel(Permission.TASK_WORK, "file", post=302),
    "projects:members": page(Permission.MEMBERS_VIEW, "project"),
    "projects:add_member": panel(Permission.MEMBERS_MANAGE, "project", asks=ALL),
    "projects:change_member": panel(Permission.MEMBERS_MANAGE, "member", asks=ALL),
    "projects:remove_member": form(Permission.MEMBERS_MANAGE, "member", post=302),
    "my_calendar": form(None, get=MUNICIPAL[200], post=MUNICIPAL[422]),
    "calendar": public("key", get=404),
}


def fill_municipality(world, place):
    leader = world.user("leader", place)
    CalendarFeedFactory(user=leader, project=world.projects[place, "one"], token=place)
    MyPageVisitFactory(user=leader)
    # Too old to be undone, so that trying it changes nothing.
    world.rows["bulk_change"][place] = BulkChangeFactory(
        made_by=leader, made_at=NOON - dt.timedelta(days=2)
    )
    world.rows["view"][place] = SavedViewFactory(
        owner=leader, name=f"Visning {canary(place, 'one', 'mail')}"
    )


def things(world):
    return {
        "bulk_change": ones_own(world.rows["bulk_change"], "bulk change"),
        "view": ones_own(world.rows["view"], "view"),
    }
