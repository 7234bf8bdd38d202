"""A list of tasks as its address says it: the one reading that pages, exports and print share."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from accounts.rights import Permission, PersonRole, permissions_of
from design.chips import kept
from projects.models import Project, ProjectMember
from tasks.lights import CLOSED
from tasks.models import Task, TaskQuerySet
from tasks.models.task import CODE, TITLE
from workplace.lists.facets import Facet, Group, Tally
from workplace.lists.filters import PAGING, TaskFilter
from workplace.lists.order import Grouping, groupings, sort_tasks
from workplace.lists.terms import read_terms
from workplace.task_page.seen import with_news

PAGE_SIZE, ALL = 100, 1000
SPOKEN: Final = {"title": TITLE, "code": CODE}


class ListedTask(NamedTuple):
    """What one row shows of a task, and what a change of it must send; names are the terms'."""

    pk: int
    revision: int
    code: str
    title: str
    shared_task_id: int | None
    light: int
    due_on: dt.date | None
    status: str
    priority: int
    is_withdrawn: bool
    is_changed: bool
    project_id: int
    phase_id: int
    theme_id: int
    responsible_id: int | None
    executor_id: int | None

    @property
    def label(self) -> str:
        """What the task is called, as ``Task.title`` says it."""
        return f"({self.code}) {self.title}" if self.code else self.title

    @property
    def is_local(self) -> bool:
        return self.shared_task_id is None

    @property
    def is_done(self) -> bool:
        """Whether no due date matters any more."""
        return self.is_withdrawn or self.status in CLOSED


@dataclass
class TaskList:
    """The tasks an address asks for, in its order, and all that is told about them.

    ``tasks`` are the rows of all pages, as ``Task``s with what a row shows. Nothing is asked of
    the database before it is read.
    """

    user: User
    project: Project | None
    filters: TaskFilter
    tally: Tally
    tasks: TaskQuerySet
    sort: str
    grouping: Grouping | None

    @property
    def address(self) -> QueryDict:
        return self.filters.address

    @property
    def is_across(self) -> bool:
        return self.project is None

    @property
    def clear_url(self) -> str:
        """The list with nothing chosen, sorted and gathered as it is."""
        return self.filters.shortest(without=(*self.filters.fields, *PAGING))

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the address says besides the search, for the form that changes the search."""
        rest = kept(self.address, without=("tekst", *PAGING))
        return [(name, value) for name, values in rest.lists() for value in values]

    @property
    def saved_as(self) -> str:
        """What a view of the list keeps: all that the address says of it but the page."""
        known = {*self.filters.fields, "sorter", "gruppe", "vis"}
        return kept(self.address, without={*self.address} - known).urlencode()

    @property
    def save_url(self) -> str:
        """Where the list gets a name."""
        page = (
            reverse("projects:new_view", args=[self.project.pk])
            if self.project
            else reverse("tasks:new_view")
        )
        return f"{page}?{self.saved_as}"

    @property
    def all_url(self) -> str:
        """The list on one page; empty when it is, or is too long for one."""
        fits = PAGE_SIZE < self.total <= ALL and self.address.get("vis") != "alle"
        return self.filters.with_(vis="alle") if fits else ""

    @property
    def is_unfolded(self) -> bool:
        """Whether one of the folded filters is set."""
        return any(facet.is_set for facet in self.folded)

    @property
    def total(self) -> int:
        return self.tally.total

    @cached_property
    def groups(self) -> dict[Any, Group]:
        """The groups by what their tasks share; empty when the rows stand in one list."""
        return self.tally.groups(self.grouping) if self.grouping else {}

    @property
    def groupings(self) -> list[Grouping]:
        return groupings(self.filters.terms)

    @cached_property
    def near(self) -> list[Facet]:
        """The filters that are always open."""
        return self._facets("lys", "status", "kun")

    @cached_property
    def folded(self) -> list[Facet]:
        """The filters that fold, for their choices may be many."""
        return self._facets("prioritet", "projekt", "fase", "tema", "person")

    def _facets(self, *names: str) -> list[Facet]:
        facets = (self.tally.facet(name) for name in names)
        return [facet for facet in facets if facet.options]

    @property
    def _values(self) -> QuerySet[Task, tuple[Any, ...]]:
        return self.tasks.values_list(*(SPOKEN.get(of, of) for of in ListedTask._fields))

    @property
    def all_rows(self) -> list[ListedTask]:
        """The rows of all pages."""
        return [ListedTask(*row) for row in self._values]

    def row(self, pk: int) -> ListedTask | None:
        """Return the row of one of the list's tasks, wherever in the list it stands."""
        found = self._values.filter(pk=pk).first()
        return ListedTask(*found) if found else None

    @cached_property
    def page(self) -> Page[ListedTask]:
        """The rows that are shown: 100 of them, or with ``vis=alle`` 1,000."""
        size = ALL if self.address.get("vis") == "alle" else PAGE_SIZE
        rows = self._values
        paginator = Paginator(rows, size)
        paginator.count = self.total
        page: Page[Any] = paginator.get_page(self.address.get("side"))
        page.object_list = [ListedTask(*row) for row in page.object_list] if self.total else []
        return page

    @cached_property
    def _parts(self) -> dict[int, frozenset[PersonRole]]:
        """The person's parts in the projects, by project."""
        parts = ProjectMember.objects.filter(user=self.user)
        if self.project:
            parts = parts.filter(project=self.project)
        return {
            pk: frozenset({PersonRole(role)}) for pk, role in parts.values_list("project", "role")
        }

    @cached_property
    def _reader(self) -> tuple[int, bool]:
        """Who reads the list, and whether they are a municipality's; asked once for all rows."""
        return self.user.pk, self.user.is_municipal

    @cached_property
    def _actions(self) -> dict[tuple[int, bool], frozenset[Permission]]:
        return {}

    def permissions_on(self, row: ListedTask) -> frozenset[Permission]:
        """Return what the person may do with a row's task; what is withdrawn is only read."""
        reader, is_municipal = self._reader
        if row.is_withdrawn or not is_municipal:
            return frozenset()
        is_named = reader in (row.executor_id, row.responsible_id)
        key = row.project_id, is_named
        if key not in self._actions:
            named = {PersonRole.NAMED_ON_TASK} if is_named else set()
            kinds = self.user.person_roles | self._parts.get(row.project_id, frozenset()) | named
            self._actions[key] = permissions_of(kinds)
        return self._actions[key]

    @cached_property
    def may_change_some(self) -> bool:
        """Whether any row that is shown may be changed from the list."""
        return any(
            Permission.TASK_WORK in self.permissions_on(row) for row in self.page.object_list
        )


def read_list(user: User, project: Project | None, address: QueryDict) -> TaskList:
    """Return the list the address asks for, in one project or across all the person's.

    What the address says and the list does not know is left out, and told by
    ``filters.left_out``. ``project`` is one the person may see.
    """
    tasks = Task.objects.visible_to(user)
    if project is not None:
        tasks = tasks.filter(project=project)
    filters = TaskFilter(address, terms=read_terms(user, project, tasks), by=user)
    found = with_news(filters.search(tasks), user)
    named = {one.name: one for one in groupings(filters.terms)}
    grouping = named.get(address.get("gruppe", ""))
    ordered, sort = sort_tasks(filters.apply(found), address.get("sorter", ""), grouping=grouping)
    return TaskList(
        user=user,
        project=project,
        filters=filters,
        tally=Tally(filters, found),
        tasks=ordered.for_task_list(),
        sort=sort,
        grouping=grouping,
    )
