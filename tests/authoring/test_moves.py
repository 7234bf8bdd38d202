"""Moving a wave, one project's go-live, or projects to another wave: first seen, then done."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from authoring.forms.waves import ChangeWaveForm as ChangeWave
from projects.models import Project, Wave
from publishing.publications import Receivers, join_project
from tasks.models import Task
from tests.authoring.people import editor_of, those_who_may_not
from tests.factories import NOON, MunicipalityFactory, ProgrammeFactory, ProjectFactory
from tests.projects.factories import BlackoutFactory
from tests.publishing.waves import (
    DAY_BEFORE,
    GO_LIVE,
    LATER_LIVE,
    LIVE,
    SOON,
    STARTS,
    due_dates,
    following,
    go_live_mails,
    programme_of,
    published,
    wave_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def programme():
    return programme_of(name="DUBU", slug="dubu")


@pytest.fixture
def wave(programme):
    return wave_of(programme)


@pytest.fixture
def project(wave):
    return following(wave, municipality=MunicipalityFactory(name="Prøve Kommune"))


@pytest.fixture
def editor(signed_in, programme):
    return signed_in(editor_of(programme))


def url_of(name, *args):
    return reverse(f"authoring:{name}", args=["dubu", *args])


def text_of(response):
    return " ".join(response.content.decode().split())


def said(response):
    return [str(message) for message in response.context["messages"]]


def dates(go_live_on, starts_on=STARTS):
    return {"starts_on": starts_on.isoformat(), "go_live_on": go_live_on.isoformat()}


def seen_in(response):
    return response.context["impact"].fingerprint


@pytest.fixture
def pages(wave, project):
    return {
        "wave_dates": [wave.pk],
        "own_date": [project.pk],
        "other_wave": [],
    }


@pytest.mark.parametrize("name", ["wave_dates", "own_date", "other_wave"])
class TestEachPage:
    def test_lets_only_those_in_who_write_the_programme(self, name, pages, signed_in, programme):
        url = url_of(name, *pages[name])

        for who, (person, status) in those_who_may_not(programme).items():
            client = signed_in(person)
            answers = [client.get(url).status_code, client.post(url).status_code]
            assert answers == [status] * 2, who

    def test_answers_no_other_ways(self, name, pages, editor):
        assert editor.put(url_of(name, *pages[name])).status_code == 405

    def test_shows_the_form_and_changes_nothing_when_it_is_opened(self, name, pages, editor):
        response = editor.get(url_of(name, *pages[name]))

        assert (response.status_code, response.context["form"].errors) == (200, {})
        assert "impact" not in response.context


@pytest.mark.parametrize("name", ["wave_dates", "own_date"])
def test_what_is_another_programmes_is_not_found(name, editor, programme):
    other = wave_of(ProgrammeFactory())
    pk = other.pk if name == "wave_dates" else following(other).pk

    assert editor.get(url_of(name, pk)).status_code == 404


class TestAWave:
    def test_is_shown_task_by_task_before_anything_moves(self, editor, wave, project):
        published(wave.programme, GO_LIVE)
        before = list(Task.objects.values())

        response = editor.get(url_of("wave_dates", wave.pk), dates(SOON))

        assert (list(Task.objects.values()), Wave.objects.get().go_live_on) == (before, LIVE)
        [municipality] = response.context["municipalities"]
        [(shared_task, effect)] = municipality.lines
        assert shared_task.tasks.get().pk == effect.before.id
        page = text_of(response)
        assert "1 kommune flytter" in page
        assert "<strong>1</strong> opgave får ny dato" in page
        assert '1. sep 2026</time> → <strong><time datetime="2026-03-03">' in page.replace(
            "sept", "sep"
        )
        assert "1 projektleder får en mail om det." in page

    def test_is_moved_as_shown_and_the_leader_told(self, editor, wave, project):
        published(wave.programme, GO_LIVE, DAY_BEFORE)
        shown = editor.get(url_of("wave_dates", wave.pk), dates(LATER_LIVE))

        response = editor.post(
            url_of("wave_dates", wave.pk),
            dates(LATER_LIVE) | {"shown": seen_in(shown)},
            follow=True,
        )

        assert response.redirect_chain == [(url_of("wave", wave.pk), 302)]
        assert said(response) == [
            "Bølge 1 er flyttet. 2 opgaver har fået nye datoer. 1 projektleder får en mail."
        ]
        assert due_dates(project) == [LATER_LIVE, dt.date(2026, 11, 30)]
        assert go_live_mails().count() == 1

    def test_a_second_time_moves_nothing_and_tells_nobody(self, editor, wave, project):
        published(wave.programme, GO_LIVE)
        url = url_of("wave_dates", wave.pk)
        sent = dates(LATER_LIVE) | {"shown": seen_in(editor.get(url, dates(LATER_LIVE)))}
        editor.post(url, sent, follow=True)

        again = editor.post(url, sent, follow=True)

        assert said(again) == ["Det er allerede sådan. Der var intet at flytte."]
        assert go_live_mails().count() == 1

    @pytest.mark.parametrize("seen", ["", "another", "\x00", "x" * 5000])
    def test_is_not_moved_unless_it_was_seen(self, editor, wave, project, seen):
        published(wave.programme, GO_LIVE)

        response = editor.post(url_of("wave_dates", wave.pk), dates(LATER_LIVE) | {"shown": seen})

        assert response.status_code == 409
        assert "Intet er flyttet endnu" in text_of(response)
        assert due_dates(project) == [LIVE]

    def test_that_was_moved_meanwhile_is_shown_anew_and_can_then_be_moved(
        self, editor, wave, project
    ):
        published(wave.programme, GO_LIVE)
        url = url_of("wave_dates", wave.pk)
        seen = seen_in(editor.get(url, dates(LATER_LIVE)))
        Wave.objects.update(go_live_on=SOON)

        told = editor.post(url, dates(LATER_LIVE) | {"shown": seen})

        page = text_of(told)
        assert told.status_code == 409
        assert "Noget er ændret, siden du så, hvad der ville ske." in page
        assert '<time datetime="2026-03-03">3. marts 2026</time> → <strong>' in page
        editor.post(url, dates(LATER_LIVE) | {"shown": seen_in(told)})
        assert due_dates(project) == [LATER_LIVE]

    def test_names_those_with_a_date_of_their_own(self, editor, wave, project):
        own = MunicipalityFactory(name="Egen Kommune")
        following(wave, municipality=own, go_live_on=LIVE)

        page = text_of(editor.get(url_of("wave_dates", wave.pk), dates(LATER_LIVE)))

        assert "Flytter ikke, fordi de har deres egen dato: Egen Kommune (" in page

    def test_names_those_without_a_leader(self, editor, wave):
        municipality = MunicipalityFactory(name="Ledig Kommune")
        ProjectFactory(
            programme=wave.programme, wave=wave, go_live_on=None, municipality=municipality
        )

        page = text_of(editor.get(url_of("wave_dates", wave.pk), dates(LATER_LIVE)))

        assert "Ingen får en mail. Her er der ingen projektleder at skrive til: Ledig" in page

    def test_that_comes_to_lie_in_a_pause_is_warned_of_and_moved(self, editor, wave, project):
        BlackoutFactory(programme=wave.programme, name="Vinter")
        url, january = url_of("wave_dates", wave.pk), dates(dt.date(2027, 1, 4))

        shown = editor.get(url, january)

        page = text_of(shown)
        assert "Datoen ligger i udrulningspausen »Vinter«" in page
        assert "Den går fra uge 52 til og med uge 7." in page
        editor.post(url, january | {"shown": seen_in(shown)})
        assert Wave.objects.get().go_live_on == dt.date(2027, 1, 4)

    def test_without_municipalities_is_warned_of_all_the_same(self, editor, wave):
        BlackoutFactory(programme=wave.programme, name="Vinter")

        page = text_of(editor.get(url_of("wave_dates", wave.pk), dates(dt.date(2027, 1, 4))))

        assert "Datoen ligger i udrulningspausen »Vinter«" in page
        assert "Ingen kommuners opgaver flytter" in page

    @pytest.mark.parametrize(
        ("typed", "field", "message"),
        [
            ({"go_live_on": "snart"}, "go_live_on", "»snart« er ikke en dato."),
            ({"go_live_on": "1999-01-01"}, "go_live_on", "Vælg en dato mellem år 2000 og 2099."),
            ({"starts_on": "2100-01-01"}, "starts_on", "Vælg en dato mellem år 2000 og 2099."),
            (
                {"go_live_on": "2026-02-01"},
                "go_live_on",
                "Datoen ligger før bølgens start den 2. februar 2026.",
            ),
            ({"go_live_on": "\x00"}, "go_live_on", "»\x00« er ikke en dato."),
        ],
    )
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_with_dates_that_cannot_be_is_refused(
        self, editor, wave, method, typed, field, message
    ):
        ask = getattr(editor, method)

        response = ask(url_of("wave_dates", wave.pk), dates(LIVE) | typed)

        assert response.status_code == 422
        [(where, [why])] = response.context["form"].errors.items()
        assert (where, why.startswith(message)) == (field, True)
        assert Wave.objects.get().go_live_on == LIVE

    def test_with_many_tasks_shows_one_municipality_at_a_time(self, editor, wave, monkeypatch):
        monkeypatch.setattr("authoring.moves.LINES_SHOWN", 3)
        first, second = following(wave), following(wave)
        published(wave.programme, GO_LIVE, GO_LIVE)
        url = url_of("wave_dates", wave.pk)

        def lines(**more):
            shown = editor.get(url, dates(LATER_LIVE) | more).context["municipalities"]
            return {one.move.project: one.lines and len(one.lines) for one in shown}

        assert lines() == {first: None, second: None}
        assert lines(vis=str(second.pk)) == {first: None, second: 2}

    def test_asks_as_much_for_three_projects_as_for_one(
        self, editor, programme, django_assert_num_queries
    ):
        wave = wave_of(programme)
        published(programme, GO_LIVE, GO_LIVE)
        url = url_of("wave_dates", wave.pk)
        for number, date in ((1, LATER_LIVE), (3, SOON)):
            for _ in range(number):
                published_project(wave)
            seen = seen_in(editor.get(url, dates(date)))
            with django_assert_num_queries(11):
                editor.get(url, dates(date))
            with django_assert_num_queries(24):
                editor.post(url, dates(date) | {"shown": seen})


def published_project(wave):
    """A project that has joined what is published to everyone."""
    project = following(wave)
    join_project(project=project, at=NOON)
    return project


class TestOwnDate:
    def test_is_shown_and_then_set(self, editor, project):
        published(project.programme, GO_LIVE)
        url = url_of("own_date", project.pk)
        shown = editor.get(url, {"go_live_on": "01.12.2026"})

        response = editor.post(
            url, {"go_live_on": "01.12.2026", "shown": seen_in(shown)}, follow=True
        )

        assert said(response) == [
            "Prøve Kommunes idriftsættelse er flyttet. "
            "1 opgave har fået nye datoer. 1 projektleder får en mail."
        ]
        project.refresh_from_db()
        assert (project.go_live_on, due_dates(project)) == (LATER_LIVE, [LATER_LIVE])

    def test_is_taken_away_by_leaving_it_empty(self, editor, wave):
        project = following(wave, go_live_on=LATER_LIVE)
        url = url_of("own_date", project.pk)

        editor.post(url, {"go_live_on": "", "shown": seen_in(editor.get(url, {"go_live_on": ""}))})

        project.refresh_from_db()
        assert project.go_live_on is None

    def test_before_the_wave_starts_is_refused_beside_the_field(self, editor, project):
        url = url_of("own_date", project.pk)

        for ask in (editor.get, editor.post):
            response = ask(url, {"go_live_on": "2026-02-01"})
            assert response.status_code == 422
            assert response.context["form"].errors == {
                "go_live_on": [
                    "Datoen ligger før bølgens start den 2. februar 2026. Vælg en senere dato."
                ]
            }

    def test_of_a_project_in_no_wave_is_set_as_well(self, editor, programme):
        project = ProjectFactory(programme=programme, go_live_on=None)
        url = url_of("own_date", project.pk)
        seen = seen_in(editor.get(url, {"go_live_on": "2026-12-01"}))

        response = editor.post(url, {"go_live_on": "2026-12-01", "shown": seen})

        assert response.url == url_of("waves")
        project.refresh_from_db()
        assert project.go_live_on == LATER_LIVE


class TestAnotherWave:
    def test_is_shown_with_what_comes_new_and_then_done(self, editor, wave, project):
        second = wave_of(wave.programme, 2, go_live_on=LATER_LIVE)
        published(wave.programme, GO_LIVE, receivers=Receivers.waves([wave.pk]))
        published(wave.programme, GO_LIVE, receivers=Receivers.waves([second.pk]))
        chosen = {"projects": [project.pk], "wave": second.pk}
        shown = editor.get(url_of("other_wave"), chosen)

        assert "<strong>1</strong> ny opgave kommer til" in text_of(shown)
        response = editor.post(
            url_of("other_wave"), chosen | {"shown": seen_in(shown)}, follow=True
        )

        assert response.redirect_chain == [(url_of("wave", second.pk), 302)]
        assert due_dates(project) == [LATER_LIVE] * 2
        [mail] = go_live_mails()
        assert (mail.content["waves"], mail.content["new"]["count"]) == (
            ["Bølge 1", "Bølge 2"],
            1,
        )

    def test_takes_several_at_once(self, editor, wave, project):
        second = wave_of(wave.programme, 2)
        other = following(wave)
        chosen = {"projects": [project.pk, other.pk], "wave": second.pk}
        seen = seen_in(editor.get(url_of("other_wave"), chosen))

        editor.post(url_of("other_wave"), chosen | {"shown": seen})

        assert list(Project.objects.values_list("wave", flat=True)) == [second.pk] * 2

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"projects": []}, "Vælg mindst én kommune."),
            ({"projects": ["x"]}, "Nogle af kommunerne er ikke i programmet. Vælg igen."),
            ({"projects": ["\x00"]}, "Nogle af kommunerne er ikke i programmet. Vælg igen."),
            ({"wave": ""}, "Vælg en af bølgerne på listen."),
            ({"wave": "x"}, "Vælg en af bølgerne på listen."),
            ({"wave": "9" * 30}, "Vælg en af bølgerne på listen."),
        ],
    )
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_wrongly_chosen_is_refused(self, editor, wave, project, method, wrong, message):
        second = wave_of(wave.programme, 2)
        ask = getattr(editor, method)

        response = ask(url_of("other_wave"), {"projects": [project.pk], "wave": second.pk} | wrong)

        assert (response.status_code, list(response.context["form"].errors.values())) == (
            422,
            [[message]],
        )
        project.refresh_from_db()
        assert project.wave == wave

    def test_of_another_programme_and_its_projects_are_refused(self, editor, wave, project):
        foreign = following(wave_of(ProgrammeFactory()))

        for chosen in (
            {"projects": [project.pk], "wave": foreign.wave_id},
            {"projects": [foreign.pk], "wave": wave.pk},
        ):
            assert editor.get(url_of("other_wave"), chosen).status_code == 422
            assert editor.post(url_of("other_wave"), chosen).status_code == 422

    def test_deleted_meanwhile_is_said_to_be(self, editor, wave, project, monkeypatch):
        second = wave_of(wave.programme, 2)
        real = ChangeWave.clean_wave
        chosen = {"projects": [project.pk], "wave": second.pk}

        def clean_and_delete(form):
            found = real(form)
            Wave.objects.filter(pk=second.pk).delete()
            return found

        monkeypatch.setattr(ChangeWave, "clean_wave", clean_and_delete)
        response = editor.post(url_of("other_wave"), chosen, follow=True)

        assert said(response) == ["Bølgen er slettet af en anden. Her er de bølger, der er."]


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_who_move_a_wave_at_once_one_is_shown_what_is_now(programme, wave, project):
    published(programme, GO_LIVE)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(editor_of(programme))
    url = url_of("wave_dates", wave.pk)
    wished = [dates(LATER_LIVE), dates(SOON)]
    sent = [
        wish | {"shown": seen_in(client.get(url, wish))}
        for client, wish in zip(clients, wished, strict=True)
    ]
    both_ready = Barrier(2)

    def press(client, facts):
        both_ready.wait()
        try:
            return client.post(url, facts).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, clients, sent)) == [302, 409]
    assert go_live_mails().count() == 1
