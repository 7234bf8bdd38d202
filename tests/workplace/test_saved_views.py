"""Lists under a name: saving, sharing, renaming and deleting them."""

import re

import pytest
from django.urls import reverse

from projects.models import ProjectMember
from tests.factories import (
    NOON,
    ConsultantFactory,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from tests.workplace.factories import SavedViewFactory
from workplace.models import SavedView

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ACROSS = "/opgaver/visninger/ny/"


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


def new_in(project):
    return reverse("projects:new_view", args=[project.pk])


def kept():
    return [(v.owner, v.project, v.name, v.query, v.is_shared) for v in SavedView.objects.all()]


def above(response):
    """The views above the list: their names, addresses, and which one is shown."""
    page = response.content.decode()
    nav = page.partition('aria-label="Gemte visninger"')[2].partition("</nav>")[0]
    found = re.findall(r'href="([^"]*)"( aria-current="true")?>([^<]*)</a>', nav)
    return [(name, url.replace("&amp;", "&"), bool(current)) for url, current, name in found]


def test_a_list_is_kept_under_a_name_without_its_page(signed_in, project, leader):
    response = signed_in(leader).post(
        f"{new_in(project)}?lys=3&lys=2&sorter=fase&gruppe=tema&side=4&tekst=&andet=x",
        {"name": "  Til mødet  "},
    )

    query = "lys=3&lys=2&sorter=fase&gruppe=tema"
    assert kept() == [(leader, project, "Til mødet", query, False)]
    assert SavedView.objects.get().saved_at == NOON
    assert response.url == f"{project.get_absolute_url()}?{query}"


def test_a_list_across_projects_is_kept_too_and_shared_with_nobody(signed_in):
    user = UserFactory()

    signed_in(user).post(f"{ACROSS}?status=open", {"name": "Mine", "is_shared": "on"})

    assert kept() == [(user, None, "Mine", "status=open", False)]


def test_a_member_shares_with_the_project(signed_in, project, leader):
    signed_in(leader).post(f"{new_in(project)}?lys=3", {"name": "Røde", "is_shared": "on"})

    assert kept() == [(leader, project, "Røde", "lys=3", True)]


def test_who_only_reads_everything_does_not_share(signed_in, project):
    manager = UserFactory(municipality=project.municipality, reads_all_projects=True)

    signed_in(manager).post(f"{new_in(project)}?lys=3", {"name": "Røde", "is_shared": "on"})

    assert kept() == [(manager, project, "Røde", "lys=3", False)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Skriv et navn, så du kan kende visningen igen."),
        (" \t ", "Skriv et navn, så du kan kende visningen igen."),
        ("x" * 81, "Teksten er 81 tegn lang, og der er plads til 80. Kort den af."),
    ],
)
def test_a_name_that_will_not_do_says_so_beside_the_field(name, said, signed_in, leader, project):
    response = signed_in(leader).post(f"{new_in(project)}?lys=3", {"name": name})

    assert response.status_code == 422
    assert response.context["form"].errors == {"name": [said]}
    assert kept() == []


def test_a_name_that_is_taken_offers_to_replace_the_older(signed_in, project, leader):
    SavedViewFactory(owner=leader, project=project, name="Mine", query="lys=3")
    client, url = signed_in(leader), f"{new_in(project)}?lys=2"

    refused = client.post(url, {"name": "Mine"})

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["name"]
    assert "replaces" in refused.context["form"].fields
    assert kept() == [(leader, project, "Mine", "lys=3", False)]

    client.post(url, {"name": "Mine", "replaces": "on"})

    assert kept() == [(leader, project, "Mine", "lys=2", False)]


def test_an_address_that_is_too_long_to_keep_says_so(signed_in, project, leader):
    people = UserFactory.create_batch(20, municipality=project.municipality)
    address = "&".join(f"person={p.pk}" for p in people) + "&tekst=" + "%20x" * 600

    response = signed_in(leader).post(f"{new_in(project)}?{address}", {"name": "Lang"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["__all__"]
    assert kept() == []


def test_the_list_shows_ones_own_views_and_then_those_that_are_shared(signed_in, project, leader):
    TaskFactory(project=project)
    other = ProjectMemberFactory(project=project).user
    SavedViewFactory(owner=other, project=project, name="Delt", query="lys=2", is_shared=True)
    SavedViewFactory(owner=other, project=project, name="Andens egen")
    SavedViewFactory(owner=leader, project=project, name="Åbne", query="status=open&lys=3")
    SavedViewFactory(owner=leader, project=project, name="Zoner", query="tema=1")
    SavedViewFactory(owner=leader, name="På tværs")

    response = signed_in(leader).get(
        project.get_absolute_url(), {"lys": "3", "status": "open", "side": "1"}
    )

    assert above(response) == [
        ("Alle opgaver", project.get_absolute_url(), False),
        ("Zoner", "?tema=1", False),
        ("Åbne", "?status=open&lys=3", True),
        ("Delt", "?lys=2", False),
    ]


def test_a_view_that_names_a_deleted_phase_opens_and_says_what_is_left_out(
    signed_in, project, leader
):
    task = TaskFactory(project=project)
    phase = PhaseFactory(programme=project.programme)
    view = SavedViewFactory(owner=leader, project=project, query=f"fase={phase.pk}&status=open")
    phase.delete()

    response = signed_in(leader).get(f"{project.get_absolute_url()}?{view.query}")

    assert [row.pk for row in response.context["page"]] == [task.pk]
    assert response.context["listing"].filters.left_out() == [
        ("Fase", "Filteret findes ikke, og er ikke brugt. Vælg et fra listen.")
    ]
    assert "Noget i adressen er udeladt" in response.content.decode()


def test_a_view_gets_another_name_and_is_shared(signed_in, project, leader):
    view = SavedViewFactory(owner=leader, project=project, query="lys=3")

    response = signed_in(leader).post(
        reverse("tasks:view", args=[view.pk]), {"name": "Røde", "is_shared": "on"}
    )

    assert kept() == [(leader, project, "Røde", "lys=3", True)]
    assert response.url == f"{project.get_absolute_url()}?lys=3"


def test_a_view_does_not_take_the_name_of_another(signed_in, project, leader):
    SavedViewFactory(owner=leader, project=project, name="Mine")
    view = SavedViewFactory(owner=leader, project=project, name="Anden")

    response = signed_in(leader).post(reverse("tasks:view", args=[view.pk]), {"name": "Mine"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["name"]
    view.refresh_from_db()
    assert view.name == "Anden"


def test_who_left_the_project_takes_back_what_they_shared_and_shares_no_more(signed_in, project):
    gone = UserFactory(municipality=project.municipality)
    view = SavedViewFactory(owner=gone, project=project, name="Min", is_shared=True)
    client, url = signed_in(gone), reverse("tasks:view", args=[view.pk])

    client.post(url, {"name": "Min"})
    assert kept() == [(gone, project, "Min", "lys=3", False)]

    client.post(url, {"name": "Min", "is_shared": "on"})
    assert kept() == [(gone, project, "Min", "lys=3", False)]


def test_a_view_is_deleted(signed_in, project, leader):
    view = SavedViewFactory(owner=leader, project=project)

    response = signed_in(leader).post(reverse("tasks:delete_view", args=[view.pk]))

    assert kept() == []
    assert response.url == project.get_absolute_url()


@pytest.mark.parametrize("name", ["tasks:view", "tasks:delete_view"])
def test_a_view_is_changed_by_its_owner_alone(name, signed_in, project, leader):
    owner = ProjectMemberFactory(project=project).user
    shared = SavedViewFactory(owner=owner, project=project, is_shared=True)
    own = SavedViewFactory(owner=owner, project=project)
    colleague = UserFactory(municipality=project.municipality)
    before = kept()

    def answer(user, view):
        return signed_in(user).post(reverse(name, args=[view.pk]), {"name": "Ny"}).status_code

    assert (answer(leader, shared), answer(leader, own)) == (403, 404)
    assert (answer(colleague, shared), answer(UserFactory(), shared)) == (404, 404)
    assert answer(ConsultantFactory(partner=project.programme.system.supplier), shared) == 404
    assert kept() == before


def test_partners_people_keep_no_views(signed_in, project):
    consultant = ConsultantFactory(partner=project.programme.system.supplier)
    client = signed_in(consultant)

    assert client.post(f"{new_in(project)}?lys=3", {"name": "Min"}).status_code == 403
    assert client.post(f"{ACROSS}?lys=3", {"name": "Min"}).status_code == 403
    assert kept() == []


def test_a_stranger_does_not_find_the_project(signed_in, project):
    assert signed_in(UserFactory()).get(new_in(project)).status_code == 404


def test_a_view_is_not_put(signed_in, project, leader):
    view = SavedViewFactory(owner=leader, project=project)

    for url in (new_in(project), ACROSS, reverse("tasks:view", args=[view.pk])):
        assert signed_in(leader).put(url).status_code == 405


def test_a_deletion_opened_by_its_address_leads_to_the_view(signed_in, leader):
    view = SavedViewFactory(owner=leader)

    response = signed_in(leader).get(reverse("tasks:delete_view", args=[view.pk]))

    assert response.url == reverse("tasks:view", args=[view.pk])
    assert SavedView.objects.count() == 1
