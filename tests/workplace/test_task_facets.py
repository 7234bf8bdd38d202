"""The numbers beside the filters: each is the length of the list it leads to."""

import datetime as dt
from itertools import cycle

import pytest
from django.http import QueryDict

from projects.models import Priority, ProjectMember
from tasks.models import Status, Task
from tests.factories import (
    NOON,
    TODAY,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
)
from tests.tasks.people import consultant
from workplace.lists import read_list
from workplace.lists.filters import LOCAL, NEWS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
FILTERS = ["lys", "status", "person", "prioritet", "fase", "tema", NEWS, LOCAL]


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


@pytest.fixture
def mixed(project, leader):
    """Thirty tasks that differ in everything a filter asks about, and one withdrawn."""
    parent = PhaseFactory(programme=project.programme)
    phases = [parent, *PhaseFactory.create_batch(2, programme=project.programme, parent=parent)]
    themes = ThemeFactory.create_batch(2, programme=project.programme)
    people = cycle([leader, UserFactory(municipality=project.municipality), None])
    statuses = cycle(Status)
    for number in range(30):
        status, executor = next(statuses), next(people)
        shared_task = SharedTaskFactory(
            published=True,
            programme=project.programme,
            phase=phases[number % 3],
            theme=themes[number % 2],
            priority=Priority.values[number % 3],
            notable_version=1 + (number % 5 == 0),
            version=2,
        )
        TaskFactory(
            project=project,
            shared_task=shared_task,
            status=status,
            completed_at=NOON if status == Status.COMPLETED else None,
            completed_by=leader if status == Status.COMPLETED else None,
            not_relevant_reason="Løst" if status == Status.NOT_RELEVANT else "",
            due_on=None if number % 7 == 0 else TODAY + dt.timedelta(days=number % 9 * 5 - 10),
            executor=executor,
            responsible=leader if number % 4 == 0 else None,
        )
    withdrawn = TaskFactory(project=project)
    Task.objects.filter(pk=withdrawn.pk).update(is_withdrawn=True)
    return project


def read(user, project, query):
    return read_list(user, project, QueryDict(query))


def numbers(listing, name):
    """The choices of a filter, with what is told of them."""
    return listing.facet_counts.counts(name)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "lys=3",
        "lys=3&lys=1",
        "status=open",
        "status=withdrawn",
        "status=completed&status=withdrawn",
        "person=ingen",
        "person=mig&prioritet=obligatorisk",
        "aendret=siden-sidst&status=closed",
        "prioritet=2&lys=2&lys=3&person=mig",
    ],
)
def test_every_number_is_the_length_of_its_list_given_the_other_filters(given, mixed, leader):
    listing = read(leader, mixed, given)

    def found(name, value):
        others = [part for part in given.split("&") if part.partition("=")[0] != name]
        return read(leader, mixed, "&".join([*others, f"{name}={value}"])).tasks.count()

    for name in FILTERS:
        told, offered = numbers(listing, name), listing.filters.offered(name)
        assert {value: told[value] for value in offered} == {
            value: found(name, value) for value in offered
        }, name


def test_the_list_is_as_long_as_it_says(mixed, leader):
    listing = read(leader, mixed, "lys=1&lys=3&status=open")

    assert listing.total == listing.tasks.count() > 0


def test_a_phase_that_is_chosen_counts_its_sub_phases(mixed, leader):
    parent, first, second = mixed.programme.phases.order_by("parent", "pk")[:3]
    parent, *parts = sorted((parent, first, second), key=lambda phase: phase.parent_id or 0)

    told = numbers(read(leader, mixed, ""), "fase")

    assert (told[str(parent.pk)], [told[str(part.pk)] for part in parts]) == (30, [10, 10])


def test_the_choices_of_a_long_filter_are_those_that_leave_something(mixed, leader):
    UserFactory(municipality=mixed.municipality, name="Uden opgaver")

    facet = read(leader, mixed, "lys=0").facet_counts.facet("person")

    assert "Uden opgaver" not in [option.label for option in facet.options]
    assert all(option.count for option in facet.options)


def test_a_choice_that_is_taken_stays_though_it_leaves_nothing(mixed, leader):
    idle = UserFactory(municipality=mixed.municipality, name="Uden opgaver")

    facet = read(leader, mixed, f"person={idle.pk}").facet_counts.facet("person")

    assert [(o.count, o.url) for o in facet.options if o.is_chosen] == [(0, "?")]


def test_a_choice_leads_to_the_list_with_it_and_a_chosen_one_to_the_list_without(mixed, leader):
    listing = read(leader, mixed, "lys=3&sorter=fase&tekst=a%26b&side=2")

    urls = {option.value: option.url for option in listing.facet_counts.facet("lys").options}

    assert urls == {
        "3": "?sorter=fase&tekst=a%26b",
        "2": "?sorter=fase&tekst=a%26b&lys=3&lys=2",
        "1": "?sorter=fase&tekst=a%26b&lys=3&lys=1",
        "0": "?sorter=fase&tekst=a%26b&lys=3&lys=0",
    }


def test_partners_have_no_me_and_no_news(mixed):
    user = consultant(mixed.tasks.first())

    listing = read(user, mixed, "")

    assert [facet.label for facet in listing.open_facets] == ["Lys", "Status", "Kun"]
    assert [option.value for option in listing.open_facets[2].options] == ["ingen"]


@pytest.mark.parametrize("given", ["", "lys=3&status=open&prioritet=1&person=mig&fase=1"])
def test_all_numbers_cost_one_query_whatever_is_chosen(
    given, mixed, leader, django_assert_num_queries
):
    listing = read(leader, mixed, given)

    with django_assert_num_queries(1):
        assert listing.open_facets
        assert listing.folded_facets
        assert listing.total is not None
