"""Addresses of many tasks: reversed once a page, not once a task."""

from collections.abc import Callable

from django.urls import reverse

PLACEHOLDER = 987654321  # stands for any task's number


def task_url_builder(name: str) -> Callable[[int], str]:
    """Return a function from a task's number to the address of its page of that name."""
    before, after = reverse(f"tasks:{name}", args=[PLACEHOLDER]).split(str(PLACEHOLDER))
    return lambda number: f"{before}{number}{after}"
