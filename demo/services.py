"""The demo: the whole country's implementation of two systems on a given day."""

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Q, Value

from accounts.models import User
from catalogue.load import load_catalogue, wait_for_other_loads
from catalogue.read import FIXTURES, read_catalogue, share_out
from demo import country, korsbaek
from demo.changes import change_published_tasks
from demo.dates import PUBLISHED_MONTHS_AGO, at_clock
from demo.drafts import write_drafts
from demo.history import date_back_publication
from demo.own_tasks import add_own_tasks
from demo.people import add_sign_ins
from demo.talk import add_comments, add_visits
from history.tracking import Through, acting
from notifications.models import Notification
from organisations.models import Municipality
from projects.models import Programme, Project
from publishing.publications import publish_shared_tasks
from tasks.figures import refresh_figures
from tasks.lights import ONE_DAY, Light
from tasks.models import Task
from tasks.recomputing import recompute_lights

# Filled by migrations.
FROM_MIGRATIONS = {ContentType, Permission}
LATEST_NEWS = dt.timedelta(days=6)
KORSBAEKS_WAVES = {"dubu-3-0": 2, "ksd": 4}


class DatabaseNotEmpty(Exception):
    """The database is not empty."""


@dataclass(frozen=True)
class DemoCounts:
    projects: int
    tasks: int
    people: int


def is_empty() -> bool:
    """Whether the database holds nothing but the rows of migrations."""
    return not any(
        model._default_manager.exists()
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and model not in FROM_MIGRATIONS
    )


@transaction.atomic
def make_demo(*, on: dt.date) -> DemoCounts:
    """Fill the empty database with the demo of that day; the same day gives the same demo.

    Raises DatabaseNotEmpty.
    """
    wait_for_other_loads()
    if not is_empty():
        raise DatabaseNotEmpty
    # Outside the context below, whose name would otherwise replace its own.
    load_catalogue(directory=FIXTURES)
    with acting(by=None, through=Through.COMMAND, name="demo"):
        municipality = korsbaek.add_korsbaek()
        signed_in = add_sign_ins(municipality)
        korsbaek.add_colleagues(municipality)
        others = list(Municipality.objects.exclude(pk=municipality.pk).order_by("code"))
        trios = country.add_people(others)
        _start_projects(on)
        korsbaek.add_members(municipality)
        projects = Project.objects.exclude(municipality=municipality).order_by("pk")
        country.add_members(projects, trios)
        korsbaek.fill_gallery(municipality, on)
        country.fill_galleries(trios.values(), on)
    editor = signed_in["redaktoer@kombit.example"]
    _publish(editor, on)
    with acting(by=None, through=Through.COMMAND, name="demo"):
        for programme in Programme.objects.order_by("slug"):
            country.make_progress(programme, trios, on)
    korsbaek.edit_tasks(municipality, on)
    add_own_tasks(municipality, on)
    _run_nights(municipality, on)
    with acting(by=editor.pk, through=Through.PAGE):
        change_published_tasks(by=editor, on=on)
        write_drafts()
    add_comments(municipality, on)
    add_visits(municipality, on)
    return DemoCounts(Project.objects.count(), Task.objects.count(), User.objects.count())


def _start_projects(on: dt.date) -> None:
    """Start both programmes everywhere, wave by wave."""
    codes = dict(Municipality.objects.values_list("code", "pk"))
    official = sorted(code for code in codes if code != korsbaek.CODE)
    programmes = {programme.slug: programme for programme in Programme.objects.all()}
    for files in read_catalogue(FIXTURES).programmes:
        country.move_waves(programmes[files.slug], on)
        waves = share_out(files.waves, official)
        # First, so that it is never among the postponed ones.
        waves[KORSBAEKS_WAVES[files.slug]].insert(0, korsbaek.CODE)
        country.add_projects(programmes[files.slug], waves, codes)


def _publish(editor: User, on: dt.date) -> None:
    at = at_clock(on - relativedelta(months=PUBLISHED_MONTHS_AGO), 10)
    with acting(by=editor.pk, through=Through.PAGE):
        for programme in Programme.objects.order_by("slug"):
            shared_tasks = list(programme.shared_tasks.all())
            publish_shared_tasks(programme=programme, shared_tasks=shared_tasks, by=editor, at=at)
    date_back_publication(at)
    # The mails of that time have been deleted since.
    Notification.objects.all().delete()


def _run_nights(municipality: Municipality, on: dt.date) -> None:
    """Bring every light up to date, and mark changes as mailed, as if the nights had run.

    Korsbæk's changes of the last days are left for the first night's mails.
    """
    recompute_lights(on=on)
    late = Task.objects.filter(light__gte=Light.YELLOW, light_told_on=None, light_since__lt=on)
    news = Q(municipality=municipality, light_since__gt=on - LATEST_NEWS)
    late.exclude(news).update(light_told_on=F("light_since") + Value(ONE_DAY))
    refresh_figures(list(Project.objects.values_list("pk", flat=True)))
