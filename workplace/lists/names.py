"""Names by id of the phases, themes, projects and people that a list of tasks refers to."""

from dataclasses import dataclass

from accounts.models import User
from phases.models import Phase, Theme
from projects.models import Project
from tasks.models import TaskQuerySet

Names = dict[int, str]


@dataclass(frozen=True)
class ListNames:
    """The names by id, each kind in the order a list shows them.

    ``phases`` and ``themes`` are named as in a row. ``projects`` are those of a list across
    projects, and None in the list of one project. ``phase_tree`` are the phases as objects.
    """

    phases: Names
    themes: Names
    people: Names
    projects: Names | None
    phase_tree: list[Phase]
    programmes: dict[tuple[str, int], str]

    @property
    def is_across(self) -> bool:
        return self.projects is not None

    def with_sub_phases(self, phase: int) -> list[int]:
        """Return a phase and its sub-phases."""
        return [one.pk for one in self.phase_tree if phase in {one.pk, one.parent_id}]

    def unambiguous(self, kind: str) -> Names:
        """Return the phases (»fase«) or themes (»tema«), with the programme's name if several."""
        names = self.phases if kind == "fase" else self.themes
        if self.projects is None or len(self.projects) < 2:  # several
            return names
        return {pk: f"{name} ({self.programmes[kind, pk]})" for pk, name in names.items()}


def read_names(user: User, project: Project | None, tasks: TaskQuerySet) -> ListNames:
    """Return the names for the list of ``tasks``, in one query for each kind.

    The people are all of the municipality's, so that a filter for somebody without tasks is
    understood and finds none.
    """
    municipality = project.municipality_id if project else user.municipality_id
    people = User.objects.filter(municipality=municipality).alphabetical()
    with_tasks = Project.objects.filter(pk__in=tasks.order_by().values("project"))
    projects = (
        [project]
        if project
        else list(with_tasks.select_related("programme").order_by("programme__name", "pk"))
    )
    programmes = {one.programme_id: one.programme.name for one in projects}
    phases = list(Phase.objects.filter(programme__in=programmes).order_by("programme", "position"))
    themes = list(
        Theme.objects.filter(programme__in=programmes).order_by("programme", "position", "name")
    )
    return ListNames(
        phases={phase.pk: str(phase) for phase in phases},
        themes={theme.pk: theme.name for theme in themes},
        people=dict(people.values_list("pk", "name")),
        projects=None if project else {one.pk: one.programme.name for one in projects},
        phase_tree=phases,
        programmes={("fase", one.pk): programmes[one.programme_id] for one in phases}
        | {("tema", one.pk): programmes[one.programme_id] for one in themes},
    )
