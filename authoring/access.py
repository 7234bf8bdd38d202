"""Who may write what: every page of a part of a programme starts here."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.rights import Permission
from authoring.models import PlanImport
from authoring.programmes import systems_of
from authoring.publications import publications_of
from organisations.models import System
from phases.models import Phase, Theme
from projects.access import get_programme, get_programmes
from projects.models import Blackout, Programme, ProgrammeQuerySet, Project, Wave
from shared_tasks.models import Publication, SharedTask


def get_own_programmes(user: User) -> ProgrammeQuerySet:
    """Return the programmes the person writes, or 403 to those who write none."""
    return get_programmes(user, Permission.PROGRAMME_AUTHOR)


def get_own_systems(user: User) -> QuerySet[System]:
    """Return the it-systems the person may write programmes for, or 403 to those who write none."""
    if Permission.PROGRAMME_AUTHOR not in user.permissions:
        raise PermissionDenied
    return systems_of(user)


def get_own_programme(user: User, slug: str) -> Programme:
    """Return a programme to write in, or 404 to strangers and 403 to those who only look on."""
    return get_programme(user, slug, Permission.PROGRAMME_AUTHOR)


def get_shared_task(user: User, slug: str, pk: int) -> SharedTask:
    """Return a shared task to write on; 404 and 403 as ``get_own_programme`` gives them.

    It comes with its programme, phase, theme and recommended roles.
    """
    programme = get_own_programme(user, slug)
    shared_tasks = programme.shared_tasks.select_related(
        "phase", "theme", "recommended_responsible", "recommended_executor"
    )
    shared_task = get_object_or_404(shared_tasks, pk=pk)
    shared_task.programme = programme
    return shared_task


def get_phase(user: User, slug: str, pk: int) -> Phase:
    """Return a phase to write on; 404 and 403 as ``get_own_programme`` gives them."""
    return get_object_or_404(get_own_programme(user, slug).phases, pk=pk)


def get_theme(user: User, slug: str, pk: int) -> Theme:
    """Return a theme to write on; 404 and 403 as ``get_own_programme`` gives them."""
    return get_object_or_404(get_own_programme(user, slug).themes, pk=pk)


def get_blackout(user: User, slug: str, pk: int) -> Blackout:
    """Return a pause to write on; 404 and 403 as ``get_own_programme`` gives them."""
    return get_object_or_404(get_own_programme(user, slug).blackouts, pk=pk)


def get_publication(user: User, slug: str, pk: int) -> Publication:
    """Return one time that something was published; 404 and 403 as ``get_own_programme`` gives them."""
    programme = get_own_programme(user, slug)
    found = get_object_or_404(publications_of(programme), pk=pk)
    found.programme = programme
    return found


def get_wave(user: User, slug: str, pk: int) -> Wave:
    """Return a wave to move, with its programme; 404 and 403 as ``get_own_programme`` gives them."""
    programme = get_own_programme(user, slug)
    wave = get_object_or_404(programme.waves, pk=pk)
    wave.programme = programme
    return wave


def get_project_in(user: User, slug: str, pk: int) -> Project:
    """Return a project to move; 404 and 403 as ``get_own_programme`` gives them."""
    programme = get_own_programme(user, slug)
    project = get_object_or_404(programme.projects.select_related("municipality", "wave"), pk=pk)
    project.programme = programme
    return project


def get_plan_import(user: User, slug: str, pk: int) -> PlanImport:
    """Return a file that was sent; 404 and 403 as ``get_own_programme`` gives them."""
    programme = get_own_programme(user, slug)
    imports = programme.plan_imports.select_related("made_by").defer("content", "plan")
    found = get_object_or_404(imports, pk=pk)
    found.programme = programme
    return found
