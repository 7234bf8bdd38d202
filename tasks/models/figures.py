from django.db import models

from organisations.models import Municipality
from projects.models import Programme, Project
from tasks.lights import Light
from tenancy.constraints import SameParent


class ProjectFigures(models.Model):
    """The counts of one project's tasks, updated in the transaction that changes a task.

    With them the cost of a national page depends on what it shows, not on the number of tasks.
    """

    project = models.OneToOneField(
        Project,
        models.CASCADE,
        primary_key=True,
        related_name="figures",
        verbose_name="projekt",
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name="kommune"
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="+", verbose_name="program"
    )
    # The project inherits the worst light of its tasks (KIGO's rule: KSD handbook 4.2).
    light = models.PositiveSmallIntegerField("farve", choices=Light, default=Light.GREY)
    # The handbook admits that the worst light says little; so the critical path has its own.
    critical_light = models.PositiveSmallIntegerField(
        "farve på kritisk vej", choices=Light, default=Light.GREY
    )
    total = models.PositiveIntegerField("opgaver", default=0)
    grey = models.PositiveIntegerField("grå", default=0)
    green = models.PositiveIntegerField("grønne", default=0)
    yellow = models.PositiveIntegerField("gule", default=0)
    red = models.PositiveIntegerField("røde", default=0)
    closed = models.PositiveIntegerField("afsluttede", default=0)
    overdue_mandatory = models.PositiveIntegerField("obligatoriske over tid", default=0)

    class Meta:
        verbose_name = "projekttal"
        verbose_name_plural = "projekttal"
        constraints = [
            SameParent(
                relation="project",
                parent="municipality",
                name="project_figures_project_in_same_municipality",
            ),
            SameParent(
                relation="project",
                parent="programme",
                name="project_figures_project_in_same_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.project_id}"
