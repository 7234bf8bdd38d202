"""GET /programmer/<slug>/boelger/ and the pages of one wave."""

import datetime as dt

import pytest
from django.urls import reverse

from organisations.models import PopulationClass
from projects.models import Project, Wave
from tasks.models import Task
from tests.authoring.people import editor_of, those_who_may_not
from tests.factories import (
    MunicipalityFactory,
    ProgrammeFactory,
    ProjectFactory,
)
from tests.projects.factories import BlackoutFactory
from tests.publishing.waves import (
    GO_LIVE,
    LIVE,
    STARTS,
    following,
    programme_of,
    published,
    wave_of,
)
from tests.shared_tasks.factories import SharedTaskReceiverFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def programme():
    return programme_of(name="DUBU", slug="dubu")


@pytest.fixture
def wave(programme):
    return wave_of(programme)


@pytest.fixture
def editor(signed_in, programme):
    return signed_in(editor_of(programme))


def url_of(name, *args):
    return reverse(f"authoring:{name}", args=["dubu", *args])


def text_of(response):
    return " ".join(response.content.decode().split())


def said(response):
    return [str(message) for message in response.context["messages"]]


PAGES = ["waves", "new_wave", "wave", "name_wave", "add_municipalities", "remove_wave"]
PLAIN = {"waves", "new_wave"}
ONLY_READ = {"waves", "wave"}


@pytest.mark.parametrize("name", PAGES)
def test_only_those_who_write_the_programme_come_in(name, signed_in, programme, wave):
    url = url_of(name, *() if name in PLAIN else [wave.pk])

    for who, (person, status) in those_who_may_not(programme).items():
        client = signed_in(person)
        methods = [client.get] if name in ONLY_READ else [client.get, client.post]
        assert [method(url).status_code for method in methods] == [status] * len(methods), who


@pytest.mark.parametrize("name", PAGES)
def test_other_ways_are_not_answered(name, editor, wave):
    url = url_of(name, *() if name in PLAIN else [wave.pk])

    assert editor.put(url).status_code == 405
    if name in ONLY_READ:
        assert editor.post(url).status_code == 405


@pytest.mark.parametrize("name", [name for name in PAGES if name not in PLAIN])
def test_another_programmes_wave_is_not_found(name, editor, programme):
    assert editor.get(url_of(name, wave_of(ProgrammeFactory()).pk)).status_code == 404


class TestTheWaves:
    def test_show_how_many_there_are_of_each_size(self, editor, programme, wave):
        second = wave_of(programme, 2)
        for _ in range(4):
            large = MunicipalityFactory(population_class=PopulationClass.LARGEST)
            following(wave, municipality=large)
            small = MunicipalityFactory(population_class=PopulationClass.SMALL)
            following(second, municipality=small)

        response = editor.get(url_of("waves"))

        rows = response.context["rows"]
        assert [(row.load.wave.name, row.total.count) for row in rows] == [
            ("Bølge 1", 4),
            ("Bølge 2", 4),
        ]
        assert [[(cell.label, cell.count, cell.fair) for cell in row.sizes] for row in rows] == [
            [("under 20.000", 0, 2), ("100.000 og flere", 4, 2)],
            [("under 20.000", 4, 2), ("100.000 og flere", 0, 2)],
        ]
        assert (
            "har ingen kommuner med under 20.000 indbyggere. Jævnt fordelt ville den have 2."
            in (text_of(response))
        )

    def test_say_so_when_they_are_even(self, editor, wave):
        following(wave)

        page = text_of(editor.get(url_of("waves")))
        assert "Kommunerne er jævnt fordelt efter antal, størrelse og region." in page

    def test_name_those_outside_and_those_in_no_wave(self, editor, programme, wave):
        outside = MunicipalityFactory(name="Ude Kommune")
        ProjectFactory(programme=programme, municipality=MunicipalityFactory(name="Inde Kommune"))

        response = editor.get(url_of("waves"))

        assert outside in response.context["outside"]
        names = [member.project.municipality.name for member in response.context["members"]]
        assert names == ["Inde Kommune"]

    def test_warn_of_a_go_live_in_a_pause(self, editor, programme, wave):
        BlackoutFactory(programme=programme, name="Sommer", first_week=35, last_week=36)

        page = text_of(editor.get(url_of("waves")))
        assert "ligger i udrulningspausen »Sommer« (uge 35–36)" in page

    def test_of_a_programme_without_any_lead_to_the_first(self, editor, programme):
        page = text_of(editor.get(url_of("waves")))

        assert "Ingen bølger endnu" in page
        assert url_of("new_wave") in page

    def test_ask_as_much_for_three_as_for_one(self, editor, programme, django_assert_num_queries):
        editor.get(url_of("waves"))
        for number in (1, 3):
            wave = wave_of(programme, number)
            for _ in range(number):
                following(wave)
                ProjectFactory(programme=programme)
                MunicipalityFactory()
            with django_assert_num_queries(12):
                editor.get(url_of("waves"))


class TestANewWave:
    FACTS = {
        "number": "2",
        "name": "Bølge to",
        "starts_on": "2026-05-01",
        "go_live_on": "01.06.2026",
    }

    def test_is_offered_the_next_number(self, editor, wave):
        form = editor.get(url_of("new_wave")).context["form"]

        assert (form["number"].value(), form["name"].value()) == (2, "Bølge 2")

    def test_is_made_and_leads_to_its_page(self, editor, wave):
        response = editor.post(url_of("new_wave"), self.FACTS)

        made = Wave.objects.get(number=2)
        assert response.url == url_of("wave", made.pk)
        assert (made.name, made.starts_on, made.go_live_on) == (
            "Bølge to",
            dt.date(2026, 5, 1),
            dt.date(2026, 6, 1),
        )

    @pytest.mark.parametrize(
        ("field", "typed", "message"),
        [
            ("number", "1", "Nummeret bruges af en anden bølge i programmet. Vælg et andet."),
            ("number", "0", "Skriv et helt tal fra 1 til 999."),
            ("number", "x" * 5000, "Skriv et helt tal fra 1 til 999."),
            ("number", "", "Skriv et helt tal fra 1 til 999."),
            ("name", " ", "Skriv, hvad bølgen hedder."),
            (
                "name",
                "x" * 101,
                "Teksten er 101 tegn lang, og der er plads til 100. Kort den af.",
            ),
            ("starts_on", "i morgen", "»i morgen« er ikke en dato. Skriv den som 10.03.2027."),
            ("starts_on", "1999-12-31", "Vælg en dato mellem år 2000 og 2099."),
            ("go_live_on", "2100-01-01", "Vælg en dato mellem år 2000 og 2099."),
            (
                "go_live_on",
                "2026-04-30",
                "Datoen ligger før bølgens start den 1. maj 2026. Vælg en senere dato.",
            ),
        ],
    )
    def test_that_cannot_be_is_refused_beside_the_field(self, editor, wave, field, typed, message):
        response = editor.post(url_of("new_wave"), self.FACTS | {field: typed})

        form = response.context["form"]
        assert (response.status_code, form.errors) == (422, {field: [message]})
        assert Wave.objects.count() == 1
        other = next(name for name in self.FACTS if name != field)
        assert form[other].value() == self.FACTS[other]


class TestAWave:
    def test_shows_who_is_in_it_and_whose_date_is_their_own(self, editor, programme, wave):
        BlackoutFactory(programme=programme, name="Sommer", first_week=27, last_week=33)
        following(wave, municipality=MunicipalityFactory(name="Bi Kommune"))
        own = MunicipalityFactory(name="Ai Kommune")
        following(wave, municipality=own, go_live_on=dt.date(2026, 7, 20))

        response = editor.get(url_of("wave", wave.pk))

        page = text_of(response)
        names = [member.project.municipality.name for member in response.context["members"]]
        assert names == ["Ai Kommune", "Bi Kommune"]
        assert "egen dato, i pausen »Sommer«" in page
        assert "følger bølgen" in page

    def test_asks_as_much_for_three_as_for_one(self, editor, wave, django_assert_num_queries):
        editor.get(url_of("wave", wave.pk))
        for number in (1, 3):
            for _ in range(number):
                following(wave)
            with django_assert_num_queries(12):
                editor.get(url_of("wave", wave.pk))

    def test_is_given_another_number_and_name(self, editor, wave):
        response = editor.post(url_of("name_wave", wave.pk), {"number": "7", "name": "Pilot"})

        wave.refresh_from_db()
        assert (response.url, wave.number, wave.name) == (
            url_of("wave", wave.pk),
            7,
            "Pilot",
        )
        assert (wave.starts_on, wave.go_live_on) == (STARTS, LIVE)

    def test_keeps_its_number_when_another_has_it(self, editor, programme, wave):
        wave_of(programme, 2)

        response = editor.post(url_of("name_wave", wave.pk), {"number": "2", "name": "Pilot"})

        form = response.context["name_form"]
        assert (response.status_code, list(form.errors)) == (422, ["number"])
        assert form["name"].value() == "Pilot"

    def test_opened_by_its_form_s_address_leads_back(self, editor, wave):
        assert editor.get(url_of("name_wave", wave.pk)).url == url_of("wave", wave.pk)


class TestRemovingAWave:
    def test_asks_first_and_then_does(self, editor, wave):
        assert editor.get(url_of("remove_wave", wave.pk)).status_code == 200
        assert Wave.objects.exists()

        response = editor.post(url_of("remove_wave", wave.pk), follow=True)

        assert (said(response), Wave.objects.exists()) == (["Bølge 1 er slettet."], False)

    def test_is_refused_in_words_while_municipalities_are_in_it(self, editor, wave):
        following(wave)

        response = editor.post(url_of("remove_wave", wave.pk))

        assert response.status_code == 422
        assert (
            "Bølge 1 kan ikke slettes, for der er 1 kommune i den. "
            "Flyt først den til en anden bølge."
        ) in text_of(response)
        assert Wave.objects.exists()

    def test_is_refused_in_words_when_something_is_published_to_it(self, editor, wave):
        SharedTaskReceiverFactory(shared_task__programme=wave.programme, wave=wave)

        response = editor.post(url_of("remove_wave", wave.pk))

        assert response.status_code == 422
        assert "for der er udgivet fællesopgaver til den" in text_of(response)


class TestAddingMunicipalities:
    def test_gives_them_projects_and_what_is_published(self, editor, programme, wave):
        published(programme, GO_LIVE)
        chosen = MunicipalityFactory.create_batch(2)

        response = editor.post(
            url_of("add_municipalities", wave.pk),
            {"municipalities": [one.pk for one in chosen]},
            follow=True,
        )

        assert said(response) == [
            "2 kommuner er kommet med i Bølge 1. De har fået 2 opgaver i alt."
        ]
        assert list(Project.objects.values_list("wave", flat=True)) == [wave.pk] * 2
        assert Task.objects.count() == 2

    def test_offers_those_outside_with_size_and_region(self, editor, wave):
        following(wave, municipality=MunicipalityFactory(name="Inde Kommune"))
        outside = MunicipalityFactory(name="Ude Kommune", population_class="small")

        response = editor.get(url_of("add_municipalities", wave.pk))

        assert outside in [one for one, _ in response.context["outside"]]
        page = text_of(response)
        assert 'Ude Kommune<span class="waves-choice__hint">under 20.000 indbyggere' in page
        assert "Inde Kommune" not in page

    @pytest.mark.parametrize("typed", [[], ["x"], ["999999999"], ["\x00"], ["9" * 40]])
    def test_of_nobody_or_nonsense_is_refused(self, editor, wave, typed):
        response = editor.post(url_of("add_municipalities", wave.pk), {"municipalities": typed})

        assert (response.status_code, Project.objects.count()) == (422, 0)
        assert list(response.context["form"].errors) == ["municipalities"]

    def test_of_one_that_is_in_already_is_refused_and_the_others_stay_chosen(self, editor, wave):
        there = following(wave_of(wave.programme, 2)).municipality
        other = MunicipalityFactory()

        response = editor.post(
            url_of("add_municipalities", wave.pk), {"municipalities": [there.pk, other.pk]}
        )

        assert response.status_code == 422
        assert response.context["form"].errors == {
            "municipalities": ["Nogle af kommunerne er allerede i programmet. Vælg igen."]
        }
        assert (other, True) in response.context["outside"]
        assert Project.objects.count() == 1


@pytest.mark.parametrize("name", ["name_wave", "remove_wave", "add_municipalities"])
def test_a_wave_deleted_meanwhile_is_said_to_be(name, editor, wave, monkeypatch):
    """It was there when the page was asked for, and gone when it was to be changed."""
    monkeypatch.setattr("authoring.views.waves.get_wave", lambda user, slug, pk: wave)
    gone = Wave.objects.get()
    gone.delete()
    facts = {"number": "2", "name": "Pilot", "municipalities": [MunicipalityFactory().pk]}

    response = editor.post(url_of(name, wave.pk), facts, follow=True)

    assert said(response) == ["Bølgen er slettet af en anden. Her er de bølger, der er."]
    assert Project.objects.count() == 0
