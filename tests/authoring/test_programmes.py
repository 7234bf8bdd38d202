"""/programmer/ and /programmer/nyt/: the programmes an editor writes, and a new one."""

import pytest

from projects.models import Programme
from projects.programmes import LightPolicy
from tests.authoring.people import (
    consultant_of,
    editor_of,
    operators_editor,
    written_programme,
)
from tests.factories import (
    ConsultantFactory,
    ProgrammeFactory,
    ProjectFactory,
    SystemFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

URL, NEW = "/programmer/", "/programmer/nyt/"


def shown(client, user):
    client.force_login(user)
    response = client.get(URL)
    assert response.status_code == 200
    return [programme.name for programme in response.context["programmes"]]


def test_a_suppliers_editor_finds_their_own_programmes(client):
    mine, _ = ProgrammeFactory(name="DUBU"), ProgrammeFactory(name="KSD")

    assert shown(client, editor_of(mine)) == ["DUBU"]


def test_the_operators_editor_finds_them_all(client):
    ProgrammeFactory(name="KSD"), ProgrammeFactory(name="DUBU")

    assert shown(client, operators_editor()) == ["DUBU", "KSD"]


def test_each_says_how_far_it_is_written(signed_in):
    programme = written_programme()
    ProjectFactory.create_batch(3, programme=programme)

    [row] = signed_in(editor_of(programme)).get(URL).context["programmes"]

    assert (row.phase_count, row.draft_count, row.live_count, row.project_count) == (2, 2, 2, 3)


def test_without_programmes_the_first_can_be_made(signed_in):
    page = signed_in(editor_of(ProgrammeFactory.build(system=SystemFactory()))).get(URL)

    assert page.text.count("Ingen programmer") == 1
    assert page.text.count(f'href="{NEW}"') == 1


@pytest.mark.parametrize("more", [0, 2])
def test_it_costs_the_same_for_one_as_for_three(signed_in, more, django_assert_num_queries):
    programme = written_programme()
    for number in range(more):
        written_programme(system=programme.system, name=f"Andet {number}")
    client = signed_in(editor_of(programme))
    client.get(URL)

    # Session, user, partner; programmes.
    with django_assert_num_queries(4):
        client.get(URL)


@pytest.mark.parametrize("url", [URL, NEW])
def test_those_who_write_nothing_are_turned_away(signed_in, url):
    people = [consultant_of(ProgrammeFactory()), UserFactory()]

    assert [signed_in(person).get(url).status_code for person in people] == [403, 403]


def test_only_what_is_answered_is_answered(signed_in):
    client = signed_in(operators_editor())

    assert (client.post(URL).status_code, client.put(NEW).status_code) == (405, 405)


@pytest.fixture
def system():
    return SystemFactory(code="dubu", name="DUBU")


@pytest.fixture
def editor(signed_in, system):
    return signed_in(ConsultantFactory(partner=system.supplier, is_editor=True))


SENT = {
    "name": "DUBU 4.0: Børn",
    "slug": "",
    "it_system": "dubu",
    "description": "Kommunen skifter.",
    "warning_days_critical": "10",
    "warning_days_mandatory": "8",
    "warning_days_recommended": "0",
    "yellow_requires_not_started": "on",
}


def test_a_programme_is_made_and_leads_on_to_its_phases(editor, system):
    answer = editor.post(NEW, SENT)

    made = Programme.objects.get()
    assert (answer.status_code, answer.url) == (302, "/programmer/dubu-4-0-boern/faser/")
    assert (made.name, made.slug, made.system) == ("DUBU 4.0: Børn", "dubu-4-0-boern", system)
    assert made.description == "Kommunen skifter."
    assert LightPolicy.of(made) == LightPolicy(10, 8, 0, yellow_requires_not_started=True)
    assert editor.get(answer.url).status_code == 200


def test_a_supplier_chooses_among_its_own_systems(signed_in, system):
    SystemFactory(name="KSD")
    own = signed_in(ConsultantFactory(partner=system.supplier, is_editor=True)).get(NEW)
    assert own.context["form"].fields["it_system"].choices == [("dubu", "DUBU")]

    every = signed_in(operators_editor()).get(NEW).context["form"].fields["it_system"].choices
    assert [name for _, name in every] == ["Vælg", "DUBU", "KSD"]


def test_one_without_systems_is_told_whom_to_ask(signed_in):
    page = signed_in(ConsultantFactory(is_editor=True)).get(NEW).text

    assert page.count("Din virksomhed leverer ingen it-systemer i portalen") == 1


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": ""}, "name", "Skriv programmets navn."),
        ({"name": "KSD"}, "name", "Et andet program har allerede det navn. Vælg et andet."),
        ({"slug": "ksd"}, "slug", "Et andet program har allerede den adresse. Vælg en anden."),
        ({"slug": "nyt"}, "slug", "Et andet program har allerede den adresse. Vælg en anden."),
        ({"name": "Nyt"}, "slug", "Et andet program har allerede den adresse. Vælg en anden."),
        ({"name": "»«"}, "slug", "Navnet kan ikke blive til en adresse. Skriv en selv."),
        (
            {"slug": "å b"},
            "slug",
            "Brug kun bogstaverne a–z, tal og enkelte bindestreger, fx dubu-4-0.",
        ),
        ({"it_system": ""}, "it_system", "Vælg det it-system, som kommunerne skal indføre."),
        (
            {"it_system": "ksd"},
            "it_system",
            "Vælg et af de it-systemer, du skriver programmer til.",
        ),
        ({"warning_days_critical": ""}, "warning_days_critical", "Skriv et helt tal fra 0 til 60."),
        (
            {"warning_days_mandatory": "61"},
            "warning_days_mandatory",
            "Skriv et helt tal fra 0 til 60.",
        ),
        (
            {"warning_days_mandatory": "-1"},
            "warning_days_mandatory",
            "Skriv et helt tal fra 0 til 60.",
        ),
        ({"description": "x" * 5001}, "description", "Skriv højst 5000 tegn."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(editor, wrong, field, words):
    ProgrammeFactory(name="KSD", slug="ksd", system=SystemFactory(code="ksd"))

    answer = editor.post(NEW, SENT | wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [words]
    assert answer.context["form"]["yellow_requires_not_started"].value() is True
    assert Programme.objects.count() == 1
