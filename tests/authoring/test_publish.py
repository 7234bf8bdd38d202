"""/programmer/…/udgiv/: choose, see what would happen, and publish it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from authoring.views import publish as publish_view
from notifications.models import Notification
from publishing.publications import ReceiversGone, SharedTasksGone, SharedTasksWithdrawn
from shared_tasks.models import Publication, SharedTask, SharedTaskReceiver
from tasks.models import Task
from tests.authoring.people import (
    editor_of,
    leader_in,
    operators_editor,
    those_who_may_not,
    written_programme,
)
from tests.factories import (
    NOON,
    ConsultantFactory,
    MunicipalityFactory,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleFactory,
    SharedTaskFactory,
    TaskFactory,
    ThemeFactory,
    WaveFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
EVERYONE = {"what": "drafts", "to": "everyone"}


@pytest.fixture
def programme():
    """A1 and B1 are drafts, A2 and B2 published to nobody yet."""
    return written_programme()


@pytest.fixture
def editor(signed_in, programme):
    return signed_in(editor_of(programme))


@pytest.fixture
def url(programme):
    return reverse("authoring:publish", args=[programme.slug])


def project(programme, name="Prøve Kommune", **facts):
    return ProjectFactory(programme=programme, municipality=MunicipalityFactory(name=name), **facts)


def shared_task(programme, code):
    return programme.shared_tasks.get(code=code)


def chosen(page):
    return [one.code for one in page.context["impact"].shared_tasks.values()]


def reached(page):
    return [row.impact.project.municipality.name for row in page.context["rows"]]


def errors(page):
    return {field: list(said) for field, said in page.context["form"].errors.items()}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def sent(page):
    """What the dry run's form sends when »Udgiv nu« is pressed."""
    fields = {}
    for name, value in page.context["carried"]:
        fields.setdefault(name, []).append(value)
    return fields | {"shown": page.context["impact"].fingerprint, "step": "publish"}


class TestChoosing:
    def test_it_begins_with_nothing_chosen(self, editor, programme, url):
        project(programme)

        page = editor.get(url)

        assert (page.status_code, page.context["drafts"]) == (200, 2)
        assert page.text.count("checked") == 0

    def test_what_was_picked_in_the_plan_is_chosen(self, editor, programme, url):
        picked = [shared_task(programme, code).pk for code in ("B1", "A2")]

        for page in (editor.get(url, {"opgave": picked}), editor.post(url, {"opgave": picked})):
            assert page.status_code == 200
            assert [one.code for one in page.context["picked"]] == ["A2", "B1"]
            assert page.context["form"]["what"].value() == "picked"

    def test_a_phase_can_be_named_in_the_address(self, editor, programme, url):
        phase = programme.phases.get(number="2")

        form = editor.get(url, {"fase": phase.pk}).context["form"]

        assert (form["what"].value(), form["in_phase"].value()) == ("phase", str(phase.pk))

    @pytest.mark.parametrize("step", ["search", "all", "none", "back"])
    def test_what_is_ticked_stays_while_one_searches(self, editor, programme, url, step):
        wave = WaveFactory(programme=programme, name="Bølge 7")
        one, other = project(programme, "Albæk", wave=wave), project(programme, "Byby")
        ticked = str(other.municipality_id)

        page = editor.post(
            url,
            EVERYONE | {"to_municipalities": [ticked], "search": "BØLGE 7", "step": step},
        )

        assert page.status_code == 200
        form = page.context["form"]
        both = [str(one.municipality_id), ticked]
        now = {"all": sorted(both), "none": []}.get(step, [ticked])
        assert sorted(form["to_municipalities"].value()) == now
        shown = [box.data["label"] for box in page.context["municipalities"]]
        assert shown == ["Albæk (Bølge 7)", *(["Byby"] if step != "none" else [])]
        assert (form["what"].value(), form["to"].value()) == ("drafts", "everyone")
        assert form.errors == {}

    def test_htmx_gets_the_municipalities_alone(self, editor, programme, url):
        project(programme)

        page = editor.post(url, {"step": "search"}, headers={"HX-Request": "true"})

        assert page.text.strip().startswith('<div id="municipalities">')

    def test_the_work_does_not_grow(self, signed_in, django_assert_num_queries):
        for number in (1, 3):
            programme = written_programme()
            client = signed_in(editor_of(programme))
            for _ in range(number):
                project(programme, wave=WaveFactory(programme=programme))
                PhaseFactory(programme=programme), ThemeFactory(programme=programme)
            picked = list(programme.shared_tasks.values_list("pk", flat=True))[:number]
            url = reverse("authoring:publish", args=[programme.slug])

            with django_assert_num_queries(15):
                client.get(url, {"opgave": picked})


class TestTheDryRun:
    def test_it_says_what_each_municipality_gets_and_what_it_has(self, editor, programme, url):
        had, new = shared_task(programme, "A2"), shared_task(programme, "A1")
        TaskFactory(project=project(programme, "Albæk"), shared_task=had)
        project(programme, "Byby")
        picked = f"{had.pk},{new.pk}"

        page = editor.post(url, {"what": "picked", "picked": picked, "to": "everyone"})

        assert [(len(row.impact.arriving), row.already) for row in page.context["rows"]] == [
            (1, 1),
            (2, 0),
        ]
        assert (page.context["already"], page.context["lights"]["grey"]) == (1, 3)
        assert "2 opgaver har ingen frist og kommer derfor grå." in page.text

    def test_it_writes_nothing_and_carries_the_choice(self, editor, programme, url):
        leader_in(programme)

        page = editor.post(url, EVERYONE)

        assert (page.status_code, chosen(page)) == (200, ["A1", "B1"])
        assert page.context["carried"] == [("what", "drafts"), ("to", "everyone")]
        assert (Task.objects.count(), Publication.objects.count()) == (0, 0)
        assert (Notification.objects.count(), SharedTaskReceiver.objects.count()) == (0, 0)

    def test_a_phase_is_chosen_with_its_sub_phases_and_without_what_is_withdrawn(
        self, editor, programme, url
    ):
        phase = programme.phases.get(number="1")
        inner = PhaseFactory(programme=programme, number="1.1", parent=phase, position=9)
        SharedTaskFactory(programme=programme, phase=inner, code="C1")
        programme.shared_tasks.filter(code="A2").update(
            withdrawn_at=NOON, withdrawn_by=ConsultantFactory()
        )

        page = editor.post(url, {"what": "phase", "in_phase": phase.pk, "to": "everyone"})

        assert chosen(page) == ["A1", "C1"]

    def test_a_theme_or_a_hand_picked_set_is_chosen(self, editor, programme, url):
        theme = programme.themes.get(name="Teknik")
        picked = f"{shared_task(programme, 'B2').pk},{shared_task(programme, 'A1').pk}"

        by_theme = editor.post(url, {"what": "theme", "about_theme": theme.pk, "to": "everyone"})
        by_hand = editor.post(url, {"what": "picked", "picked": picked, "to": "everyone"})

        assert (chosen(by_theme), chosen(by_hand)) == (["A2", "B2"], ["A1", "B2"])

    def test_waves_or_municipalities_receive(self, editor, programme, url):
        wave = WaveFactory(programme=programme)
        project(programme, "A", wave=wave)
        b, _c = project(programme, "B"), project(programme, "C")

        to_wave = editor.post(url, {"what": "drafts", "to": "waves", "to_waves": [wave.pk]})
        to_b = editor.post(
            url,
            {"what": "drafts", "to": "municipalities", "to_municipalities": [b.municipality_id]},
        )

        assert (reached(to_wave), reached(to_b)) == (["A"], ["B"])
        assert reached(editor.post(url, EVERYONE)) == ["A", "B", "C"]

    def test_it_says_what_to_look_out_for(self, editor, programme, url):
        project(programme, "Albæk", go_live_on=None)
        late, phase = shared_task(programme, "A1"), programme.phases.get(number="2")
        phase.ends_amount, phase.ends_unit = None, ""
        phase.save()
        facts = {"due_amount": 0, "due_unit": "day", "recommended_executor": RoleFactory(name="It")}
        programme.shared_tasks.filter(pk=late.pk).update(due_anchor="go_live", **facts)
        programme.shared_tasks.filter(code="B1").update(
            due_anchor="phase_end", due_amount=0, due_unit="day"
        )

        page = editor.post(url, EVERYONE)

        assert [notice.text for notice in page.context["notices"]] == [
            "1 opgave kommer uden slutdato i 1 kommune, som ingen dato har for idriftsættelse. "
            "De er grå, indtil datoen er der.",
            "1 opgave kommer uden slutdato, fordi fasen »2 Forberedelse« mangler sit vindue. "
            "De er grå, indtil datoen er der.",
            "Nogle af de roller, der anbefales, er der ingen, der har.",
            "1 kommune har ingen projektleder, der kan få besked.",
        ]

    def test_when_everyone_has_it_all_there_is_nothing_to_press(self, editor, programme, url):
        project(programme)
        everything = {"what": "phase", "in_phase": programme.phases.first().pk, "to": "everyone"}
        editor.post(url, sent(editor.post(url, everything)))

        page = editor.post(url, everything)

        assert page.text.count("Der er intet at udgive") == 1
        assert page.text.count('value="publish"') == 0

    def test_the_work_does_not_grow(self, signed_in):
        asked = []
        for number in (1, 3):
            programme = written_programme()
            client = signed_in(editor_of(programme))
            wave = WaveFactory(programme=programme)
            for _ in range(number):
                leader_in(programme, wave=wave)
                SharedTaskFactory(programme=programme)
            url = reverse("authoring:publish", args=[programme.slug])
            with CaptureQueriesContext(connection) as captured:
                assert client.post(url, EVERYONE).status_code == 200
            asked.append(len(captured))

        assert asked[0] == asked[1] < 50


class TestPublishing:
    def test_what_was_shown_is_done_and_leads_to_what_was_done(self, editor, programme, url):
        leader = leader_in(programme)

        response = editor.post(url, sent(editor.post(url, EVERYONE)))

        publication = Publication.objects.get()
        args = [programme.slug, publication.pk]
        assert (response.status_code, response.url) == (
            302,
            reverse("authoring:publication", args=args),
        )
        assert said(response) == ["Udgivet: 1 kommune har fået i alt 2 nye opgaver."]
        assert sorted(Task.objects.values_list("shared_task__code", flat=True)) == ["A1", "B1"]
        assert programme.shared_tasks.drafts().count() == 0
        assert Notification.objects.get().recipient == leader
        assert publication.published_by.is_editor

    @pytest.mark.parametrize(
        "change",
        [
            lambda programme: programme.shared_tasks.filter(code="A1").update(revision=2),
            lambda programme: SharedTaskFactory(programme=programme),
            lambda programme: shared_task(programme, "A1").delete(),
            project,
            lambda programme: ProjectMemberFactory(project=programme.projects.get(), role="leader"),
        ],
    )
    def test_when_something_else_would_happen_by_now_that_is_shown(
        self, editor, programme, url, change
    ):
        project(programme)
        seen = editor.post(url, EVERYONE)
        change(programme)

        page = editor.post(url, sent(seen))

        assert (page.status_code, page.context["has_changed"]) == (409, True)
        assert page.text.count("Der er sket noget imens") == 1
        assert Publication.objects.count() == 0
        assert editor.post(url, sent(page)).status_code == 302
        assert Publication.objects.count() == 1

    def test_nothing_is_published_that_was_not_shown(self, editor, programme, url):
        project(programme)

        page = editor.post(url, EVERYONE | {"step": "publish"})

        assert (page.status_code, Publication.objects.count()) == (200, 0)
        assert chosen(page) == ["A1", "B1"]

    def test_pressed_twice_it_is_done_once(self, editor, programme, url):
        project(programme)
        picked = f"{shared_task(programme, 'A1').pk}"
        press = sent(editor.post(url, {"what": "picked", "picked": picked, "to": "everyone"}))

        first, again = editor.post(url, press), editor.post(url, press)

        assert (first.status_code, again.status_code) == (302, 302)
        assert again.url == reverse("authoring:publications", args=[programme.slug])
        assert said(again)[-1] == ("Alle modtagerne har det hele i forvejen. Der er intet ændret.")
        assert Publication.objects.count() == 1

    @pytest.mark.parametrize(
        ("refusal", "field", "message"),
        [
            (
                ReceiversGone,
                "to_waves",
                "En af bølgerne findes ikke længere. Vælg igen.",
            ),
            (
                SharedTasksGone,
                "what",
                "Nogle af de valgte opgaver findes ikke længere. Gå til planen, og vælg igen.",
            ),
            (
                lambda: SharedTasksWithdrawn(SharedTask.objects.filter(code="A1")),
                "what",
                "»(A1) Gør A1« er trukket tilbage. Genudgiv først, eller vælg igen uden.",
            ),
        ],
    )
    def test_what_goes_away_in_the_last_moment_is_said(
        self, editor, url, monkeypatch, refusal, field, message
    ):
        press = sent(editor.post(url, EVERYONE))

        def refuse(**_):
            raise refusal()

        monkeypatch.setattr(publish_view, "publish_shared_tasks", refuse)
        page = editor.post(url, press)

        assert (page.status_code, errors(page)) == (422, {field: [message]})


WHAT, TO = "Vælg, hvad du vil udgive.", "Vælg, hvem der skal have opgaverne."
GONE = "Nogle af de valgte opgaver findes ikke længere. Gå til planen, og vælg igen."


def test_only_its_editors_come_in(signed_in, programme, url):
    for who, (person, status) in those_who_may_not(programme).items():
        client = signed_in(person)
        assert (client.get(url).status_code, client.post(url).status_code) == (status, status), who
    assert signed_in(operators_editor()).get(url).status_code == 200


def test_it_takes_get_and_post_alone(editor, url):
    assert [getattr(editor, method)(url).status_code for method in ("put", "delete")] == [405, 405]


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_publish_once():
    programme = written_programme()
    leader_in(programme)
    url, editor = reverse("authoring:publish", args=[programme.slug]), editor_of(programme)
    clients = [Client() for _ in range(4)]
    for client in clients:
        client.force_login(editor)
    press = sent(
        clients[0].post(url, EVERYONE | {"what": "phase", "in_phase": phase_of(programme)})
    )
    all_ready = Barrier(len(clients))

    def publish(client):
        all_ready.wait()
        try:
            return client.post(url, press).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        assert list(pool.map(publish, clients)) == [302] * 4
    assert (Publication.objects.count(), Notification.objects.count()) == (1, 1)
    assert (Task.objects.count(), SharedTaskReceiver.objects.count()) == (2, 2)


def phase_of(programme):
    return programme.phases.get(number="1").pk
