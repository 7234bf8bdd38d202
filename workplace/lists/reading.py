"""Read a list of tasks as its address asks; pages, exports and print share this."""

import datetime as dt
from dataclasses import dataclass, field
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
from workplace.lists.facets import Facet, FacetCounts, Group
from workplace.lists.filters import PAGING, TaskFilter
from workplace.lists.names import read_names
from workplace.lists.order import Grouping, groupings, sort_tasks
from workplace.task_page.seen import with_news

PAGE_SIZE, ALL = 100, 1000
EXPRESSIONS: Final = {"title": TITLE, "code": CODE}


class ListedTask(NamedTuple):
    """The columns of one row, and its revision for changing it; names are in ``ListNames``."""

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
        """The task's title with its code, as ``Task.title``."""
        return f"({self.code}) {self.title}" if self.code else self.title

    @property
    def is_local(self) -> bool:
        return self.shared_task_id is None

    @property
    def is_done(self) -> bool:
        """Whether its due date no longer matters."""
        return self.is_withdrawn or self.status in CLOSED


@dataclass
class TaskList:
    """The tasks an address asks for, in its order, with filters, counts and groups.

    ``tasks`` are the rows of all pages. Every query runs when its property is first read.
    """

    user: User
    project: Project | None
    filters: TaskFilter
    facet_counts: FacetCounts
    tasks: TaskQuerySet
    sort: str
    grouping: Grouping | None
    # By project, and whether the person is named on the task.
    _permissions: dict[tuple[int, bool], frozenset[Permission]] = field(default_factory=dict)

    @property
    def address(self) -> QueryDict:
        return self.filters.address

    @property
    def is_across(self) -> bool:
        return self.project is None

    @property
    def clear_url(self) -> str:
        """The list with no filter set, in the same order and grouping."""
        return self.filters.shortest(without=(*self.filters.fields, *PAGING))

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The address's parameters but the search, for the form that changes the search."""
        rest = kept(self.address, without=("tekst", *PAGING))
        return [(name, value) for name, values in rest.lists() for value in values]

    @property
    def saved_as(self) -> str:
        """The query string that a saved view keeps: filters, order and grouping, not the page."""
        known = {*self.filters.fields, "sorter", "gruppe", "vis"}
        return kept(self.address, without={*self.address} - known).urlencode()

    @property
    def save_url(self) -> str:
        """The address where the list is saved as a view."""
        page = (
            reverse("projects:new_view", args=[self.project.pk])
            if self.project
            else reverse("tasks:new_view")
        )
        return f"{page}?{self.saved_as}"

    @property
    def all_url(self) -> str:
        """The whole list on one page; empty when it already is, or is too long."""
        fits = PAGE_SIZE < self.total <= ALL and self.address.get("vis") != "alle"
        return self.filters.with_(vis="alle") if fits else ""

    @property
    def is_unfolded(self) -> bool:
        """Whether one of the folded filters is set."""
        return any(facet.is_set for facet in self.folded_facets)

    @property
    def total(self) -> int:
        return self.facet_counts.total

    @cached_property
    def groups(self) -> dict[Any, Group]:
        """The groups by the value their tasks share; empty without grouping."""
        return self.facet_counts.groups(self.grouping) if self.grouping else {}

    @property
    def groupings(self) -> list[Grouping]:
        return groupings(self.filters.names)

    @cached_property
    def open_facets(self) -> list[Facet]:
        """The filters that are always open."""
        return self._facets("lys", "status", "kun")

    @cached_property
    def folded_facets(self) -> list[Facet]:
        """The filters that fold, because they may have many choices."""
        return self._facets("prioritet", "projekt", "fase", "tema", "person")

    def _facets(self, *names: str) -> list[Facet]:
        facets = (self.facet_counts.facet(name) for name in names)
        return [facet for facet in facets if facet.options]

    @property
    def _values(self) -> QuerySet[Task, tuple[Any, ...]]:
        return self.tasks.values_list(*(EXPRESSIONS.get(name, name) for name in ListedTask._fields))

    @property
    def all_rows(self) -> list[ListedTask]:
        """The rows of all pages."""
        return [ListedTask(*row) for row in self._values]

    def row(self, pk: int) -> ListedTask | None:
        """Return the row of one task of the list, on whatever page it is."""
        found = self._values.filter(pk=pk).first()
        return ListedTask(*found) if found else None

    @cached_property
    def page(self) -> Page[ListedTask]:
        """The rows of the page: at most 100, or 1,000 with ``vis=alle``."""
        size = ALL if self.address.get("vis") == "alle" else PAGE_SIZE
        paginator = Paginator(self._values, size)
        paginator.count = self.total
        page: Page[Any] = paginator.get_page(self.address.get("side"))
        page.object_list = [ListedTask(*row) for row in page.object_list] if self.total else []
        return page

    @cached_property
    def _roles(self) -> dict[int, frozenset[PersonRole]]:
        """The person's role in each project."""
        members = ProjectMember.objects.filter(user=self.user)
        if self.project:
            members = members.filter(project=self.project)
        rows = members.values_list("project", "role")
        return {pk: frozenset({PersonRole(role)}) for pk, role in rows}

    @cached_property
    def _reader(self) -> tuple[int, bool]:
        """The reader's id, and whether they are a municipality's; read once for all rows."""
        return self.user.pk, self.user.is_municipal

    def permissions_on(self, row: ListedTask) -> frozenset[Permission]:
        """Return what the person may do with a row's task; a withdrawn one is only read."""
        reader, is_municipal = self._reader
        if row.is_withdrawn or not is_municipal:
            return frozenset()
        key = row.project_id, reader in (row.executor_id, row.responsible_id)
        if key not in self._permissions:
            project, is_named = key
            named = {PersonRole.NAMED_ON_TASK} if is_named else set()
            roles = self.user.person_roles | self._roles.get(project, frozenset()) | named
            self._permissions[key] = permissions_of(roles)
        return self._permissions[key]

    @cached_property
    def may_change_some(self) -> bool:
        """Whether any row of the page may be changed from the list."""
        return any(
            Permission.TASK_WORK in self.permissions_on(row) for row in self.page.object_list
        )


def read_list(user: User, project: Project | None, address: QueryDict) -> TaskList:
    """Return the list the address asks for, in one project or across all the person's.

    Unknown values in the address are left out, and named by ``filters.left_out``. The person
    may see ``project``.
    """
    tasks = Task.objects.visible_to(user)
    if project is not None:
        tasks = tasks.filter(project=project)
    filters = TaskFilter(address, names=read_names(user, project, tasks), by=user)
    found = with_news(filters.search(tasks), user)
    named = {one.name: one for one in groupings(filters.names)}
    grouping = named.get(address.get("gruppe", ""))
    ordered, sort = sort_tasks(filters.apply(found), address.get("sorter", ""), grouping=grouping)
    return TaskList(
        user=user,
        project=project,
        filters=filters,
        facet_counts=FacetCounts(filters, found),
        tasks=ordered.for_task_list(),
        sort=sort,
        grouping=grouping,
    )
