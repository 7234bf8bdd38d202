"""Wrong calendar addresses are impossible, whichever way they are written."""

import pytest

from tests.factories import MunicipalityFactory, ProjectFactory, UserFactory
from tests.refused import refused_by
from tests.workplace.factories import CalendarFeedFactory
from workplace.models import CalendarFeed

pytestmark = pytest.mark.django_db


def test_an_address_leads_to_one_person():
    CalendarFeedFactory(token="a")

    with refused_by("calendar_feed_token_unique"):
        CalendarFeedFactory(token="a")


def test_a_person_has_one_address_for_their_tasks_and_one_for_each_project():
    person = UserFactory()
    project, other = ProjectFactory.create_batch(2, municipality=person.municipality)
    for one in (None, project, other):
        CalendarFeedFactory(user=person, project=one)

    with refused_by("calendar_feed_once_per_person_and_project"):
        CalendarFeedFactory(user=person, project=project)


def test_a_second_address_for_ones_own_tasks_is_refused_too():
    person = CalendarFeedFactory().user

    with refused_by("calendar_feed_once_per_person_and_project"):
        CalendarFeedFactory(user=person)


@pytest.mark.parametrize("kept", ["", "en-hemmelighed", "A" * 64])
def test_no_token_can_be_kept(kept):
    with refused_by("calendar_feed_keeps_no_token"):
        CalendarFeedFactory(token_hash=kept)


def test_an_address_says_its_persons_municipality():
    feed = CalendarFeedFactory()

    with refused_by("calendar_feed_of_someone_in_same_municipality"):
        CalendarFeed.objects.filter(pk=feed.pk).update(municipality=MunicipalityFactory())


def test_the_project_is_of_the_same_municipality():
    with refused_by("calendar_feed_project_in_same_municipality"):
        CalendarFeedFactory(project=ProjectFactory())
