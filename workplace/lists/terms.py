"""What a list of tasks speaks of besides tasks: phases, themes, projects and people, by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from phases.models import Phase, Theme
from projects.models import Project
from tasks.models import TaskQuerySet

Names = dict[int, str]


@dataclass(frozen=True)
class Terms:
    """The names by id, each kind in the order a list shows them.

    ``phases`` and ``themes`` are called what a row calls them; ``told_apart`` gives those of
    several programmes their programme's name. ``projects`` are those of a list across projects,
    and None in the list of one. ``steps`` are the phases themselves.
    """

    phases: Names
    themes: Names
    people: Names
    projects: Names | None
    steps: list[Phase]
    programmes: dict[tuple[str, int], str]

    @property
    def is_across(self) -> bool:
        return self.projects is not None

    def within(self, phase: int) -> list[int]:
        """Return a phase and its sub-phases."""
        return [one.pk for one in self.steps if phase in {one.pk, one.parent_id}]

    def told_apart(self, kind: str) -> Names:
        """Return the phases (»fase«) or themes (»tema«) as somebody chooses among them."""
        names = self.phases if kind == "fase" else self.themes
        if self.projects is None or len(self.projects) < 2:  # several
            return names
        return {pk: f"{name} ({self.programmes[kind, pk]})" for pk, name in names.items()}


def read_terms(user: User, project: Project | None, tasks: TaskQuerySet) -> Terms:
    """Return what can be named in the list of ``tasks``, in one query for each kind.

    The people are all of the municipality's: whoever has no task is understood and finds none.
    """
    municipality = project.municipality_id if project else user.municipality_id
    projects = [project] if project else list(_projects_of(tasks))
    programmes = {one.programme_id: one.programme.name for one in projects}
    phases = list(Phase.objects.filter(programme__in=programmes).order_by("programme", "position"))
    themes = list(
        Theme.objects.filter(programme__in=programmes).order_by("programme", "position", "name")
    )
    return Terms(
        phases={phase.pk: str(phase) for phase in phases},
        themes={theme.pk: theme.name for theme in themes},
        people=dict(_people_of(municipality)),
        projects=None if project else {one.pk: one.programme.name for one in projects},
        steps=phases,
        programmes={("fase", one.pk): programmes[one.programme_id] for one in phases}
        | {("tema", one.pk): programmes[one.programme_id] for one in themes},
    )


def _projects_of(tasks: TaskQuerySet) -> QuerySet[Project]:
    """Return the projects that have any of the tasks, by their programmes' names."""
    found = Project.objects.filter(pk__in=tasks.order_by().values("project"))
    return found.select_related("programme").order_by("programme__name", "pk")


def _people_of(municipality: int | None) -> Iterable[tuple[int, str]]:
    people = User.objects.filter(municipality=municipality).alphabetical()
    found: Iterable[tuple[int, str]] = people.values_list("pk", "name")
    return found
