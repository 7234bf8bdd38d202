"""The one table of routes: what each asks for, what its arguments name, what it answers.

A new route is one line in ROUTES. ``page`` is to be read (GET, HEAD), ``form`` takes POST as
well, ``panel`` is a form of another page. They take the action they ask accounts/rights.py for,
and the word in ``things_of`` (tests/matrix/things.py) for what their arguments name; ``shows``
are the kinds of canaries (tests/matrix/canary.py) it must show to those who may read them, so
that a test that finds no leak had something to find. What is not said is answered 405.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch

from accounts.rights import Permission
from tests.matrix.people import Person
from tests.matrix.things import Thing

ANYTHING = 0
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
Status = int | Callable[[Person], int]


@dataclass(frozen=True)
class Route:
    """``asks`` are the methods that ask for the action; ``outside`` is what strangers get.

    What is only about oneself is asked by a few kinds of people: ``is_personal``.
    """

    action: Permission | None = None
    of: str = ""
    answers: Mapping[str, Status] = field(default_factory=dict)
    asks: frozenset[str] = frozenset({"GET", "HEAD", "POST"})
    outside: Mapping[str, Status] | None = None
    shows: tuple[str, ...] = ()
    is_personal: bool = False
    is_library: bool = False
    posts: Mapping[str, str] = field(default_factory=dict)


def page(
    action: Permission | None = None, of: str = "", *, get: Status = 200, shows: str = ""
) -> Route:
    return Route(action, of, {"GET": get, "HEAD": get}, shows=tuple(shows.split()))


def form(
    action: Permission | None, of: str = "", *, get: Status = 200, post: Status = 422, **posts: str
) -> Route:
    """``post`` is what an empty form, or one that says ``posts``, is answered."""
    return Route(action, of, {"GET": get, "HEAD": get, "POST": post}, posts=posts)


def panel(action: Permission, of: str = "task", *, post: Status = 422, asks: str = "POST") -> Route:
    """Opened by GET it leads back to its page, and asks for nothing unless ``asks`` says so."""
    answers = {"GET": 302, "HEAD": 302, "POST": post}
    return Route(action, of, answers, asks=frozenset(asks.split()))


def public(of: str = "", **answers: int) -> Route:
    """A page that answers everyone the same; HEAD like GET unless it says otherwise."""
    said = with_head(answers)
    return Route(of=of, answers=said, outside=said, is_personal=True)


def library(of: str = "", *, is_open: bool = False, action: Permission | None = None) -> Route:
    """A page of a library's, which has its own tests: of those who may, only errors are wrong."""
    answers: dict[str, Status] = {"GET": ANYTHING, "POST": ANYTHING}
    return Route(
        action=action,
        of=of,
        answers=answers,
        outside=dict(answers) if is_open else None,
        is_personal=True,
        is_library=True,
    )


def technical(of: str = "technical") -> Route:
    """A page of Django's admin, which only the operator's people may know of."""
    return library(of, action=Permission.ADMIN_SITE)


def with_head(said: Mapping[str, int]) -> dict[str, int]:
    answers = {method.upper(): status for method, status in said.items()}
    return {"HEAD": answers["GET"], **answers} if "GET" in answers else answers


ALL = "GET HEAD POST"
# A page for municipalities' people, which others know of and may not use.
MUNICIPAL: dict[int, Callable[[Person], int]] = {
    status: lambda person, status=status: 403 if person.is_partner else status
    for status in (200, 422)
}


def for_writer(person: Person) -> int:
    """Contributors wrote the comments of the world, and nobody else corrects them."""
    return 422 if person.what == "contributor" else 403


def for_writer_and_leaders(person: Person) -> int:
    return 302 if person.what in {"contributor", "leader", "owner"} else 403


ROUTES = {
    "home": page(get=lambda person: 302 if person.is_partner else 200),
    "health": public(get=200, head=405),
    # projects and tasks
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
    "roles:gallery": page(Permission.GALLERY_VIEW),
    "roles:history": page(Permission.GALLERY_VIEW),
    # the national picture
    "oversight:programmes": page(Permission.PROGRAMME_FOLLOW),
    "oversight:programme": page(Permission.PROGRAMME_FOLLOW, "programme", shows="text"),
    "oversight:tasks": page(Permission.PROGRAMME_FOLLOW, "programme", shows="text"),
    # the programmes as their editors write them
    "authoring:programmes": page(Permission.PROGRAMME_AUTHOR),
    "authoring:plan": page(Permission.PROGRAMME_AUTHOR, "programme", shows="text"),
    "authoring:publish": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:publications": page(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:publication": page(Permission.PROGRAMME_AUTHOR, "publication", shows="text"),
    "authoring:move_shared_task": panel(Permission.PROGRAMME_AUTHOR, "shared_task", asks=ALL),
    "authoring:new_programme": form(Permission.PROGRAMME_AUTHOR),
    "authoring:copy": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:settings": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:policy": panel(Permission.PROGRAMME_AUTHOR, "programme", asks=ALL),
    "authoring:new_blackout": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:blackout": form(Permission.PROGRAMME_AUTHOR, "blackout"),
    "authoring:delete_blackout": panel(Permission.PROGRAMME_AUTHOR, "blackout", post=302, asks=ALL),
    "authoring:structure": page(Permission.PROGRAMME_AUTHOR, "programme", shows="text"),
    "authoring:new_phase": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:phase": form(Permission.PROGRAMME_AUTHOR, "phase"),
    "authoring:move_phase": panel(Permission.PROGRAMME_AUTHOR, "phase", asks=ALL),
    "authoring:delete_phase": form(Permission.PROGRAMME_AUTHOR, "phase", post=409),
    "authoring:new_theme": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:theme": form(Permission.PROGRAMME_AUTHOR, "theme"),
    "authoring:move_theme": panel(Permission.PROGRAMME_AUTHOR, "theme", asks=ALL),
    "authoring:delete_theme": form(Permission.PROGRAMME_AUTHOR, "theme", post=409),
    "authoring:new_shared_task": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:shared_task": form(Permission.PROGRAMME_AUTHOR, "shared_task", shows="draft"),
    "authoring:delete_shared_task": form(Permission.PROGRAMME_AUTHOR, "shared_task", post=409),
    "authoring:preview_text": panel(Permission.PROGRAMME_AUTHOR, "programme", post=200, asks=ALL),
    "authoring:preview_dates": panel(Permission.PROGRAMME_AUTHOR, "programme", post=200, asks=ALL),
    "authoring:versions": page(Permission.PROGRAMME_AUTHOR, "live", shows="text"),
    "authoring:version": page(Permission.PROGRAMME_AUTHOR, "live_version", shows="text"),
    "authoring:withdraw": form(Permission.PROGRAMME_AUTHOR, "live"),
    "authoring:restore": form(Permission.PROGRAMME_AUTHOR, "live", get=302, post=302),
    "authoring:waves": page(Permission.PROGRAMME_AUTHOR, "programme", shows="text"),
    "authoring:new_wave": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:wave": page(Permission.PROGRAMME_AUTHOR, "wave", shows="text"),
    "authoring:name_wave": panel(Permission.PROGRAMME_AUTHOR, "wave", asks=ALL),
    # The country's waves have no dates, so an empty form asks for what is there already.
    "authoring:wave_dates": form(Permission.PROGRAMME_AUTHOR, "wave", post=302),
    "authoring:add_municipalities": form(Permission.PROGRAMME_AUTHOR, "wave"),
    "authoring:remove_wave": form(Permission.PROGRAMME_AUTHOR, "wave"),
    "authoring:own_date": form(Permission.PROGRAMME_AUTHOR, "project_in", post=409),
    "authoring:other_wave": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:files": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:plan_shared_task": page(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:plan_xlsx": page(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:plan_xml": page(Permission.PROGRAMME_AUTHOR, "programme", shows="text"),
    "authoring:plan_import": page(Permission.PROGRAMME_AUTHOR, "import", shows="text"),
    "authoring:*_plan_import": Route(Permission.PROGRAMME_AUTHOR, "import", {"POST": 302}),
    "project_plan:xlsx": page(Permission.PROJECT_VIEW, "project"),
    "project_plan:xml": page(Permission.PROJECT_VIEW, "project", shows="open text"),
    # who is in a project
    "projects:members": page(Permission.MEMBERS_VIEW, "project"),
    "projects:add_member": panel(Permission.MEMBERS_MANAGE, "project", asks=ALL),
    "projects:change_member": panel(Permission.MEMBERS_MANAGE, "member", asks=ALL),
    "projects:remove_member": form(Permission.MEMBERS_MANAGE, "member", post=302),
    # the administration
    "administration:index": page(get=302),
    "administration:people": page(Permission.PEOPLE_VIEW),
    "administration:invite": form(Permission.PEOPLE_MANAGE),
    "administration:person": page(Permission.PEOPLE_VIEW, "person"),
    "administration:rename": panel(Permission.PEOPLE_MANAGE, "person", asks=ALL),
    "administration:duties": panel(Permission.PEOPLE_MANAGE, "person", asks=ALL),
    "administration:send_invitation": panel(Permission.PEOPLE_MANAGE, "person", post=302, asks=ALL),
    "administration:deactivate": form(Permission.PEOPLE_MANAGE, "person", post=302),
    "administration:reset_second_factor": form(Permission.PEOPLE_MANAGE, "person", post=302),
    "administration:reactivate": panel(Permission.PEOPLE_MANAGE, "person", post=302, asks=ALL),
    "administration:person_data": form(Permission.PERSONAL_DATA_EXPORT, "person", post=200),
    "administration:history": page(Permission.HISTORY_SEARCH),
    "administration:places": page(Permission.PLACES_MANAGE),
    "administration:first_municipal_administrator": form(Permission.PLACES_MANAGE, "municipality"),
    "administration:first_partner_administrator": form(Permission.PLACES_MANAGE, "partner"),
    # one's own account
    "my_data": form(None, post=200),
    "my_calendar": form(None, get=MUNICIPAL[200], post=MUNICIPAL[422]),
    "calendar": public("key", get=404),
    "account_login": library(is_open=True),
    "account_logout": library(is_open=True),
    "account_signup": library(is_open=True),
    "account_inactive": library(is_open=True),
    "account_email_verification_sent": library(is_open=True),
    "account_confirm_email": library("key", is_open=True),
    "account_change_email": library("key", is_open=True),
    "account_reset_password": library(is_open=True),
    "account_reset_password_done": library(is_open=True),
    "account_reset_password_from_key": library("reset", is_open=True),
    "account_reset_password_from_key_done": library(is_open=True),
    "account_*": library(),
    "mfa_edit_webauthn": library("passkey"),
    "mfa_remove_webauthn": library("passkey"),
    "mfa_login_webauthn": library(is_open=True),
    "mfa_*": library(),
    "usersessions_*": library(),
    # Django's admin
    "admin:app_list": technical("app"),
    "admin:*_history": technical("row"),
    "admin:*_delete": technical("row"),
    "admin:*_change": technical("row"),
    "admin:login": library(),
    "admin:*": technical(),
    # for everyone
    "security_txt": public(get=404),
    "accessibility_statement": public(get=404),
    "demo:mailbox": public(get=200),
    "demo:mail*": public("key", get=404),
}

ADVICE = (
    "tests/matrix/routes.py does not know these routes: add a line for each to ROUTES, such as"
    ' "tasks:detail": page(Permission.TASK_VIEW, "task")'
)


def route_of(name: str) -> Route | None:
    """Return the route's line; a name in the table may end in ``*``."""
    if name in ROUTES:
        return ROUTES[name]
    return next((line for known, line in ROUTES.items() if fnmatch(name, known)), None)


def expected(person: Person, route: Route, method: str, thing: Thing) -> int:
    """Return the status that the table of rights gives."""
    if person.is_out:
        return 302 if route.outside is None else route.outside.get(method, 405)
    answer = route.answers.get(method, 405)
    status = answer if isinstance(answer, int) else answer(person)
    if status == 405 or method not in route.asks:
        return status
    if not thing.is_known_to(person):
        return 404
    if route.action is not None and route.action not in thing.permissions_of(person):
        return 403
    return status if thing.is_there else 404
