"""When somebody was last at their page, and what the portal remembers of it."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import NOON, ConsultantFactory, MunicipalityFactory, UserFactory
from tests.refused import refused_by
from tests.workplace.factories import MyPageVisitFactory
from workplace.models import MyPageVisit
from workplace.my_page.news import note_my_visit

pytestmark = pytest.mark.django_db

HOME = reverse("home")
MINUTE = dt.timedelta(minutes=1)
WEEK = dt.timedelta(days=7)


@pytest.fixture
def person():
    return UserFactory()


def visits():
    return list(MyPageVisit.objects.values_list("user", "came_at", "came_before_at"))


def test_at_the_first_visit_there_is_none_before(person):
    assert note_my_visit(by=person, at=NOON) is None
    assert visits() == [(person.pk, NOON, None)]


def test_the_next_visit_knows_the_one_before(person):
    note_my_visit(by=person, at=NOON)

    assert note_my_visit(by=person, at=NOON + WEEK) == NOON
    assert visits() == [(person.pk, NOON + WEEK, NOON)]


def test_a_refresh_keeps_the_news_and_writes_nothing(person, django_assert_num_queries):
    note_my_visit(by=person, at=NOON)
    note_my_visit(by=person, at=NOON + WEEK)

    with django_assert_num_queries(1):
        assert note_my_visit(by=person, at=NOON + WEEK + 30 * MINUTE) == NOON
    assert visits() == [(person.pk, NOON + WEEK, NOON)]


def test_after_half_an_hour_it_is_another_visit_which_one_statement_notes(
    person, django_assert_num_queries
):
    note_my_visit(by=person, at=NOON)

    with django_assert_num_queries(2):
        assert note_my_visit(by=person, at=NOON + 31 * MINUTE) == NOON


def test_a_clock_that_goes_back_changes_nothing(person):
    note_my_visit(by=person, at=NOON)

    assert note_my_visit(by=person, at=NOON - WEEK) is None
    assert visits() == [(person.pk, NOON, None)]


def test_each_person_has_visits_of_their_own(person):
    MyPageVisitFactory(came_at=NOON - WEEK)

    assert note_my_visit(by=person, at=NOON) is None


@pytest.mark.usefixtures("noon")
def test_opening_the_page_is_a_visit(signed_in, person):
    signed_in(person).get(HOME)

    assert visits() == [(person.pk, NOON, None)]


@pytest.mark.usefixtures("noon")
def test_asking_for_the_head_alone_is_none(signed_in, person):
    signed_in(person).head(HOME)

    assert visits() == []


@pytest.mark.usefixtures("noon")
def test_partners_people_have_no_page_to_visit(signed_in):
    signed_in(ConsultantFactory()).get(HOME)

    assert visits() == []


def test_the_visit_before_was_not_after():
    with refused_by("my_page_visit_in_order"):
        MyPageVisitFactory(came_before_at=NOON + MINUTE)


def test_a_visit_says_its_persons_municipality():
    with refused_by("my_page_visit_by_someone_in_same_municipality"):
        MyPageVisitFactory(municipality=MunicipalityFactory())
