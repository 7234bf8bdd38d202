"""Asking before something of a programme is deleted, and saying what stands in the way."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import PortalRequest
from projects.models import Programme

CONFLICT = 409


def ask_first(
    request: PortalRequest, programme: Programme, what: str, tasks_there: str, refusal: str
) -> HttpResponse:
    """Return the page that asks; ``tasks_there`` is the plan's filter for what hangs on it."""
    context = {
        "programme": programme,
        "what": what,
        "tasks_there": tasks_there,
        "refusal": refusal,
    }
    return render(request, "authoring/delete.html", context, status=CONFLICT if refusal else 200)


def used_locally(what: str, it: str) -> str:
    """Say that municipalities need it; which ones, only they may know."""
    return (
        f"En eller flere kommuner har lokale opgaver i {what}. Behold {it}, og giv {it} et andet "
        "navn, eller bed kommunerne flytte deres opgaver."
    )


def in_the_way(number: int, noun: str, how: str, advice: str) -> str:
    """Say how many there are, of a noun that ends in e, and what to do with them first."""
    counted = f"1 {noun}" if number == 1 else f"{number} {noun}r"
    if number == 1:
        return f"{counted} {how}. {advice.replace('dem', 'den')}, eller slet den, først."
    return f"{counted} {how}. {advice}, eller slet dem, først."
