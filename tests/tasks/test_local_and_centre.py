"""Whatever the centre does, a municipality's own tasks stay as they are."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.models import Project
from tasks.figures import refresh_figures
from tasks.models import ProjectFigures, Task
from tests.publishing.deeds import CENTRE, DAYS, REFUSALS, World, publish
from tests.tasks.factories import LocalTaskFactory


def rows_of(tasks):
    return list(tasks.order_by("pk").values())


def own_task(world, project, *, shown):
    """Something with dates and people, which the centre's changes could move."""
    phase = world.any(project.programme.phases.all())
    theme = world.any(project.programme.themes.all())
    return LocalTaskFactory(
        project=project,
        phase=phase,
        theme=theme,
        is_private=not shown,
        due_on=world.on.fromordinal(world.on.toordinal() + world.chance.choice(DAYS)),
        on=world.on,
    )


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=st.lists(st.sampled_from(CENTRE), min_size=3, max_size=10),
    chance=st.randoms(),
)
def test_no_change_from_the_centre_touches_a_local_task(steps, chance):
    with transaction.atomic():
        world = World(chance)
        publish(world).press()
        for project in Project.objects.all():
            own_task(world, project, shown=False)
            own_task(world, project, shown=True)
        before = rows_of(Task.objects.local())
        for step in steps:
            with suppress(*REFUSALS), transaction.atomic():
                deed = step(world)
                if deed:
                    deed.press()
        assert rows_of(Task.objects.local()) == before
        figures_count_what_is_shown()
        transaction.set_rollback(True)


def figures_count_what_is_shown():
    refresh_figures(list(Project.objects.values_list("pk", flat=True)))
    for figures in ProjectFigures.objects.all():
        counted = Task.objects.public().live().filter(project=figures.project_id)
        assert figures.total == counted.count()
