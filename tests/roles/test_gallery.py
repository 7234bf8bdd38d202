"""GET /roller/: who holds which role in one's own municipality."""

import datetime as dt

import pytest

from tests.factories import (
    ConsultantFactory,
    ProgrammeFactory,
    ProjectFactory,
    RoleAssignmentFactory,
    RoleFactory,
    SystemFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

URL = "/roller/"


@pytest.fixture
def anna(client):
    """Someone in a municipality, signed in."""
    user = UserFactory(name="Anna Prøve")
    client.force_login(user)
    return user


def implement(user, name):
    """The municipality gets a project in a programme of a system with that name."""
    system = SystemFactory(name=name, code=name.lower())
    ProjectFactory(
        municipality=user.municipality, programme=ProgrammeFactory(system=system, name=name)
    )
    return system


def hold(role, user, *, colleague=None, **facts):
    """A colleague of the user gets the role."""
    holder = colleague or UserFactory(municipality=user.municipality)
    return RoleAssignmentFactory(municipality=user.municipality, role=role, user=holder, **facts)


def shown(client, query=""):
    """Place by place, the names of the roles."""
    response = client.get(f"{URL}{query}")
    assert response.status_code == 200
    return {place.name: [post.name for post in place.posts] for place in response.context["places"]}


def the_post(client):
    ((post,),) = [place.posts for place in client.get(URL).context["places"]]
    return post


def words(client):
    return " ".join(client.get(URL).content.decode().split())


def test_cross_cutting_roles_come_first_and_then_each_system(client, anna):
    RoleFactory(name="Projektleder", position=2)
    RoleFactory(name="Projektejer", position=1)
    RoleFactory(name="Infrastrukturejer", scope="cross")
    for name in ["KSD", "DUBU"]:
        implement(anna, name)

    assert list(shown(client).items()) == [
        ("Tværgående roller", ["Infrastrukturejer"]),
        ("DUBU", ["DUBU-projektejer", "DUBU-projektleder"]),
        ("KSD", ["KSD-projektejer", "KSD-projektleder"]),
    ]


def test_systems_the_municipality_does_not_implement_stay_out(client, anna):
    RoleFactory(name="Projektleder")
    implement(UserFactory(), "KSD")

    assert shown(client) == {}


def test_a_system_in_two_programmes_is_there_once(client, anna):
    RoleFactory(name="Projektleder")
    system = implement(anna, "DUBU")
    ProjectFactory(municipality=anna.municipality, programme=ProgrammeFactory(system=system))

    assert shown(client) == {"DUBU": ["DUBU-projektleder"]}


def test_a_system_someone_already_has_a_role_in_is_there(client, anna):
    role = RoleFactory(name="Systemejer")
    hold(role, anna, system=SystemFactory(name="SAPA"))

    assert shown(client) == {"SAPA": ["SAPA-systemejer"]}


@pytest.mark.parametrize(
    ("holders", "facts", "vacant", "said"),
    [
        (0, {"min_holders": 1}, 1, "Ledig: mindst 1 skal udpeges"),
        (0, {"min_holders": 2}, 2, "Ledig: mindst 2 skal udpeges"),
        (1, {"min_holders": 2}, 1, "Mangler 1: mindst 2 skal udpeges"),
        (0, {"min_holders": 0}, 0, "Ingen (kan undværes)"),
    ],
)
def test_a_vacancy_is_said_in_words(client, anna, holders, facts, vacant, said):
    role = RoleFactory(scope="cross", **facts)
    for _ in range(holders):
        hold(role, anna)

    assert the_post(client).vacant == vacant
    assert words(client).count(said) == 1


def test_a_filled_role_needs_nothing_said(client, anna):
    hold(RoleFactory(scope="cross", min_holders=1, max_holders=1), anna)

    assert words(client).count("fd-flag") == 0


@pytest.mark.parametrize(
    ("most", "surplus", "said"),
    [
        (1, 2, "2 for mange: højst 1 kan have rollen"),
        (2, 1, "1 for mange: højst 2 kan have rollen"),
        (3, 0, None),
        (None, 0, None),
    ],
)
def test_too_many_holders_are_said_in_words(client, anna, most, surplus, said):
    role = RoleFactory(scope="cross", max_holders=most)
    for _ in range(3):
        hold(role, anna)

    assert the_post(client).surplus == surplus
    assert said is None or words(client).count(said) == 1


@pytest.mark.parametrize(("is_primary", "lacks"), [(False, True), (True, False)])
def test_a_role_that_has_a_primary_says_when_it_lacks_one(client, anna, is_primary, lacks):
    role = RoleFactory(scope="cross", exactly_one_primary=True)
    hold(role, anna)
    hold(role, anna, is_primary=is_primary)

    assert the_post(client).lacks_primary == lacks
    assert words(client).count("Ingen er primær: netop én skal være det") == int(lacks)


def test_the_primary_stands_first_and_is_marked(client, anna):
    role = RoleFactory(scope="cross")
    for name, is_primary in [("Bo", False), ("Åge", True), ("Ælle", False)]:
        colleague = UserFactory(name=name, municipality=anna.municipality)
        hold(role, anna, colleague=colleague, is_primary=is_primary)

    assert [holder.user.name for holder in the_post(client).holders] == ["Åge", "Bo", "Ælle"]
    assert words(client).count("Åge <strong>(primær)</strong>") == 1


def test_it_says_when_a_holder_was_last_confirmed(client, anna):
    role = RoleFactory(scope="cross")
    hold(role, anna, confirmed_on=dt.date(2026, 3, 2))
    hold(role, anna)

    page = words(client)

    assert page.count('Bekræftet <time datetime="2026-03-02">2. marts 2026</time>') == 1
    assert page.count("Ikke bekræftet") == 1


def test_someone_who_has_left_fills_no_role(client, anna):
    role = RoleFactory(scope="cross", min_holders=1)
    left = UserFactory(municipality=anna.municipality, is_active=False)
    hold(role, anna, colleague=left)

    assert the_post(client).vacant == 1
    assert words(client).count("Har ikke længere adgang") == 1


def test_a_role_leads_to_the_one_it_hands_over_to(client, anna):
    successor = RoleFactory(name="Systemejer", code="systemejer", position=2)
    RoleFactory(name="Projektejer", hands_over_to=successor, position=1)
    implement(anna, "DUBU")

    page = words(client)

    assert page.count('<a href="/roller/?system=dubu#dubu--systemejer">Systemejer</a>') == 1
    assert page.count('id="dubu--systemejer"') == 1


# --- counts and filters ---------------------------------------------------------------


@pytest.fixture
def gallery(anna):
    """One role vacant, one with too many, one without its primary, one that is Anna's."""
    hold(RoleFactory(name="Min", scope="cross", position=1), anna, colleague=anna)
    RoleFactory(name="Ledig", scope="cross", min_holders=1, position=2)
    crowded = RoleFactory(name="Trang", scope="cross", max_holders=1, position=3)
    hold(crowded, anna)
    hold(crowded, anna)
    hold(RoleFactory(name="Hovedløs", scope="cross", exactly_one_primary=True, position=4), anna)
    RoleFactory(name="Projektleder", min_holders=1)
    implement(anna, "DUBU")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?vis=ledige", {"Tværgående roller": ["Ledig"], "DUBU": ["DUBU-projektleder"]}),
        ("?vis=uklare", {"Tværgående roller": ["Trang", "Hovedløs"]}),
        ("?vis=mine", {"Tværgående roller": ["Min"]}),
        ("?system=dubu", {"DUBU": ["DUBU-projektleder"]}),
        ("?system=tvaergaaende&vis=ledige", {"Tværgående roller": ["Ledig"]}),
        ("?system=dubu&vis=mine", {}),
    ],
)
def test_a_filter_leaves_those_it_names(client, gallery, query, expected):
    assert shown(client, query) == expected


@pytest.mark.parametrize(
    ("count", "query"),
    [("vacant", "?vis=ledige"), ("unclear", "?vis=uklare"), ("mine", "?vis=mine"), ("all", "")],
)
def test_each_count_is_the_length_of_the_list_it_leads_to(client, gallery, count, query):
    response = client.get(f"{URL}{query}")
    listed = sum(len(place.posts) for place in response.context["places"])

    assert response.context["counts"][count] == listed > 0
    assert response.content.decode().count(f'<a href="{query or URL}"><strong>{listed}<') == 1


def test_a_long_gallery_is_divided_between_places(client, anna, monkeypatch):
    monkeypatch.setattr("roles.gallery.POSTS_A_PAGE", 2)
    RoleFactory(name="Infrastrukturejer", scope="cross")
    role = RoleFactory(name="Systemejer")
    systems = [implement(anna, name) for name in ("DUBU", "KSD", "SAPA")]
    for system in systems:
        hold(role, anna, system=system)

    assert [list(shown(client, f"?side={number}")) for number in (1, 2)] == [
        ["Tværgående roller", "DUBU"],
        ["KSD", "SAPA"],
    ]
    assert client.get(URL).context["counts"]["all"] == 4
    second = client.get(f"{URL}?side=2").context["places"]
    assert [len(post.holders) for place in second for post in place.posts] == [1, 1]


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", ""])
def test_a_page_that_is_not_there_gives_the_nearest(client, anna, number):
    RoleFactory(name="Infrastrukturejer", scope="cross")

    assert shown(client, f"?side={number}") == {"Tværgående roller": ["Infrastrukturejer"]}


def test_nothing_found_is_said_so(client, gallery):
    assert words(client).count("Ingen roller passer") == 0
    assert "Ingen roller passer" in client.get(f"{URL}?system=dubu&vis=mine").content.decode()


@pytest.mark.parametrize("parameter", ["vis", "system"])
@pytest.mark.parametrize(
    "nonsense", ["1e3", "\N{FULLWIDTH DIGIT ONE}", "\x00", str(10**30), "findes-ikke", "9" * 5000]
)
def test_nonsense_in_the_address_is_left_out(client, gallery, parameter, nonsense):
    response = client.get(URL, {parameter: nonsense})

    assert sum(len(place.posts) for place in response.context["places"]) == 5
    assert list(response.context["form"].errors) == [parameter]


# --- who, how and at what cost --------------------------------------------------------


def test_the_page_costs_the_same_with_one_role_as_with_three(
    client, anna, django_assert_num_queries
):
    def fill(name):
        for scope in ("cross", "system"):
            hold(RoleFactory(scope=scope, hands_over_to=RoleFactory(scope=scope)), anna)
        hold(RoleFactory(), anna, system=implement(anna, name))

    fill("DUBU")
    client.get(URL)  # now and then the session's own times are written, too
    # Session, person; tallies, roles, ids of systems, systems; holders; the municipality's name.
    with django_assert_num_queries(8):
        client.get(URL)
    fill("KSD")
    fill("SAPA")
    with django_assert_num_queries(8):
        client.get(URL)


def test_another_municipalitys_holders_are_not_shown(client, anna):
    role = RoleFactory(scope="cross", min_holders=1)
    RoleAssignmentFactory(role=role, user__name="Fremmed Person")

    assert the_post(client).holders == []
    assert words(client).count("Fremmed Person") == 0


def test_every_colleague_may_read_the_gallery(client):
    client.force_login(UserFactory())

    assert client.get(URL).status_code == 200


@pytest.mark.parametrize("is_editor", [True, False])
def test_a_partner_has_no_gallery(client, is_editor):
    client.force_login(ConsultantFactory(is_editor=is_editor))

    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_page_is_only_for_reading(client, anna, method):
    assert getattr(client, method)(URL).status_code == 405


def test_the_signed_out_sign_in_first(client):
    assert client.get(URL).url == f"/konto/log-ind/?next={URL}"
