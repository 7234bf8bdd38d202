"""What cannot be published, and to whom: told beside its field."""

import pytest
from django.urls import reverse

from shared_tasks.models import Publication, SharedTask
from tests.authoring.people import (
    editor_of,
    written_programme,
)
from tests.factories import (
    NOON,
    ConsultantFactory,
    MunicipalityFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    SharedTaskFactory,
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


def shared_task(programme, code):
    return programme.shared_tasks.get(code=code)


def errors(page):
    return {field: list(said) for field, said in page.context["form"].errors.items()}


WHAT, TO = "Vælg, hvad du vil udgive.", "Vælg, hvem der skal have opgaverne."
GONE = "Nogle af de valgte opgaver findes ikke længere. Gå til planen, og vælg igen."


def project(programme, name="Prøve Kommune", **facts):
    return ProjectFactory(programme=programme, municipality=MunicipalityFactory(name=name), **facts)


def chosen(page):
    return [one.code for one in page.context["impact"].shared_tasks.values()]


def sent(page):
    """What the dry run's form sends when »Udgiv nu« is pressed."""
    fields = {}
    for name, value in page.context["carried"]:
        fields.setdefault(name, []).append(value)
    return fields | {"shown": page.context["impact"].fingerprint, "step": "publish"}


class TestBadInput:
    @pytest.mark.parametrize(
        ("wrong", "found"),
        [
            ({"what": "", "to": ""}, {"what": [WHAT], "to": [TO]}),
            ({"what": "alt", "to": "ingen"}, {"what": [WHAT], "to": [TO]}),
            ({"what": "phase"}, {"in_phase": ["Vælg, hvilken fase du vil udgive."]}),
            ({"what": "theme"}, {"about_theme": ["Vælg, hvilket tema du vil udgive."]}),
            (
                {"what": "picked"},
                {"what": ["Du har ikke valgt nogen opgaver i planen. Vælg dem dér først."]},
            ),
            ({"what": "picked", "picked": "1,to"}, {"picked": [GONE]}),
            ({"what": "picked", "picked": "9" * 19}, {"picked": [GONE]}),
            ({"what": "picked", "picked": "\x00"}, {"picked": [GONE]}),
            ({"what": "picked", "picked": "999999999"}, {"what": [GONE]}),
            ({"to": "waves"}, {"to_waves": ["Vælg mindst én bølge."]}),
            ({"to": "municipalities"}, {"to_municipalities": ["Vælg mindst én kommune."]}),
            (
                {"to": "waves", "to_waves": ["x"]},
                {"to_waves": ["En af bølgerne findes ikke. Vælg igen."]},
            ),
            (
                {"to": "municipalities", "to_municipalities": ["0"]},
                {"to_municipalities": ["En af kommunerne er ikke med i programmet. Vælg igen."]},
            ),
        ],
    )
    def test_is_refused_beside_the_field_and_keeps_the_rest(
        self, editor, programme, url, wrong, found
    ):
        project(programme)

        page = editor.post(url, EVERYONE | wrong)

        assert (page.status_code, errors(page)) == (422, found)
        assert Publication.objects.count() == 0

    @pytest.mark.parametrize(
        ("make", "fields", "wrong"),
        [
            (PhaseFactory, {"what": "phase", "in_phase": "{}"}, "in_phase"),
            (ThemeFactory, {"what": "theme", "about_theme": "{}"}, "about_theme"),
            (SharedTaskFactory, {"what": "picked", "picked": "{}"}, "what"),
            (WaveFactory, {"to": "waves", "to_waves": "{}"}, "to_waves"),
            (
                MunicipalityFactory,
                {"to": "municipalities", "to_municipalities": "{}"},
                "to_municipalities",
            ),
        ],
    )
    def test_of_another_programme_is_refused(self, editor, url, make, fields, wrong):
        pk = make().pk

        page = editor.post(url, EVERYONE | {k: v.format(pk) for k, v in fields.items()})

        assert (page.status_code, list(page.context["form"].errors)) == (422, [wrong])

    def test_what_is_withdrawn_is_refused_by_name(self, editor, programme, url):
        programme.shared_tasks.filter(code="A2").update(
            withdrawn_at=NOON, withdrawn_by=ConsultantFactory()
        )
        picked = ",".join(str(shared_task(programme, code).pk) for code in ("A1", "A2"))

        page = editor.post(url, {"what": "picked", "picked": picked, "to": "everyone"})

        assert (page.status_code, errors(page)) == (
            422,
            {"what": ["»(A2) Gør A2« er trukket tilbage. Genudgiv først, eller vælg igen uden."]},
        )
        assert [one.code for one in page.context["picked"]] == ["A1", "A2"]

    def test_a_programme_without_drafts_and_a_phase_without_tasks_say_so(self, signed_in):
        programme = ProgrammeFactory()
        phase = PhaseFactory(programme=programme)
        client = signed_in(editor_of(programme))
        url = reverse("authoring:publish", args=[programme.slug])

        none = ["Her er ingen opgaver at udgive."]
        assert errors(client.post(url, EVERYONE)) == {"what": none}
        in_phase = {"what": "phase", "in_phase": phase.pk, "to": "everyone"}
        assert errors(client.post(url, in_phase)) == {"in_phase": none}

    def test_more_tasks_than_a_form_has_fields_are_carried(self, signed_in):
        programme = ProgrammeFactory()
        first = SharedTaskFactory(programme=programme)
        rows = [
            SharedTask(
                programme=programme,
                code=f"X{number}",
                title="Gør det",
                phase=first.phase,
                theme=first.theme,
                priority=2,
            )
            for number in range(1_100)
        ]
        picked = ",".join(str(row.pk) for row in SharedTask.objects.bulk_create(rows))
        client = signed_in(editor_of(programme))
        url = reverse("authoring:publish", args=[programme.slug])

        page = client.post(url, {"what": "picked", "picked": picked, "to": "everyone"})

        assert (page.status_code, len(chosen(page))) == (200, 1_100)
        assert client.post(url, sent(page)).status_code == 302
        assert programme.shared_tasks.published().count() == 1_100
