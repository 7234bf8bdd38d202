"""What a local task can name in its project: phases, themes, roles, colleagues and other tasks."""

import re
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.models import User, UserQuerySet
from projects.models import Project
from roles.models import Role
from tasks.models import CODE, TITLE, Task
from tasks.typed_tasks import TypedTasks

NUMBERED = re.compile(r"#?(?P<number>[0-9]{1,17})(?: (?P<name>.*))?")
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Surroundings(TypedTasks):
    """``tasks`` stand in the order of the phases; local ones have no code."""

    phases: Choices
    themes: Choices
    roles: Choices
    people: Choices

    spellings = ("{0}", "({0}) {1}", "{1}")
    place, unique = "Projektet", "nummeret"

    @property
    def options(self) -> SafeString:
        """Every task as an option to type, written at once: there may be hundreds."""
        rows = ((pk, self.name_of(pk)) for pk in self.tasks)
        return format_html_join("", '<option value="#{} {}"></option>', rows)

    def name_of(self, pk: int) -> str:
        code, title = self.tasks[pk]
        return f"({code}) {title}" if code else title

    def find_one(self, typed: str) -> int:
        number = self._number_in(typed)
        return super().find_one(typed) if number is None else number

    def _number_in(self, typed: str) -> int | None:
        """Return the number that stands first, as it does in the list: »#12 Bestil lokaler«."""
        found = NUMBERED.fullmatch(typed)
        pk = int(found["number"]) if found else 0
        if found is None or pk not in self.tasks:
            return None
        # A title may have a semicolon in it, and so may several tasks on one line.
        return pk if ";" not in typed or found["name"] == self.name_of(pk) else None


def surroundings_of(user: User, project: Project, colleagues: UserQuerySet) -> Surroundings:
    """Read what can be named in the project, as this person may see it; five queries."""
    programme = project.programme
    tasks = Task.objects.visible_to(user).live().filter(project=project)
    rows = tasks.order_by("phase__position", "pk").values_list("pk", CODE, TITLE)
    return Surroundings(
        phases=[(str(one.pk), str(one)) for one in programme.phases.order_by("position")],
        themes=[(str(one.pk), str(one)) for one in programme.themes.order_by("position", "name")],
        roles=[
            (str(one.pk), one.name_in(programme.system))
            for one in Role.objects.order_by("position", "name")
        ],
        people=[(str(pk), name) for pk, name in colleagues.values_list("pk", "name")],
        tasks={pk: (code, title) for pk, code, title in rows},
    )
