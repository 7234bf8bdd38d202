"""Typing in the search field of a list: the list answers after each pause, as htmx asks for it."""

import statistics
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from bench.browser import Browser
from bench.pages import IN_FULL_SWING, signed_in
from bench.results import Results
from projects.models import Project
from tenancy.scope import Scope, scoped

# As far as somebody has come each time they pause; a word of many briefs, a comment, and nothing.
TYPED = (
    *("d", "drif", "driftsaf", "driftsaftale"),
    *("venter", "venter på", "venter på jurist", "venter på juristerne"),
    *("findes", "findes ikke nogen steder"),
)
LIST = {"HX-Request": "true", "HX-Target": "opgaver"}


def measure_typing(results: Results, *, port: int, requests: int) -> None:
    """Type in a project's list and across one's projects: all of the municipality's, for one."""
    with scoped(Scope.job("bench")):
        project = Project.objects.get(municipality=1, programme=IN_FULL_SWING)
        leader = User.objects.get(
            project_memberships__project=project, project_memberships__role="leader"
        )
        manager = User.objects.get(municipality=1, reads_all_projects=True)
    lists = (
        ("typing_project", leader, project.get_absolute_url()),
        ("typing_across", leader, reverse("tasks:list")),
        ("typing_across_all", manager, reverse("tasks:list")),
    )
    for name, user, path in lists:
        browser = Browser(port, signed_in(user))
        answers = [
            browser.get(f"{path}?{urlencode({'tekst': text})}", headers=LIST).total
            for _ in range(max(requests // len(TYPED), 1) + 1)
            for text in TYPED
        ][len(TYPED) :]
        browser.close()
        results.add(name, statistics.median(answers), "ms")
        results.add(f"{name}_slowest", max(answers), "ms")
