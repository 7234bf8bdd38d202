"""/programmer/…/udgivelser/: what has been published, and to whom."""

import datetime as dt

import pytest
from django.urls import reverse

from shared_tasks.models import Publication
from tests.authoring.people import editor_of, operators_editor, those_who_may_not
from tests.factories import (
    NOON,
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    PhaseFactory,
    ProgrammeFactory,
    SharedTaskFactory,
    WaveFactory,
)
from tests.shared_tasks.factories import PublicationFactory, SharedTaskReceiverFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def editor(signed_in, programme):
    return signed_in(editor_of(programme))


def publication(programme, *given, days=0, **facts):
    """One that gave shared tasks to receivers: (shared task, wave, municipality) each."""
    made = PublicationFactory(
        programme=programme, published_at=NOON + dt.timedelta(days=days), **facts
    )
    for shared_task, wave, municipality in given:
        SharedTaskReceiverFactory(
            shared_task=shared_task, publication=made, wave=wave, municipality=municipality
        )
    return made


def shared_task(programme, **facts):
    return SharedTaskFactory(programme=programme, published=True, **facts)


def listed(client, programme):
    page = client.get(reverse("authoring:publications", args=[programme.slug]))
    assert page.status_code == 200
    return page


def one(client, made):
    return client.get(reverse("authoring:publication", args=[made.programme.slug, made.pk]))


class TestTheList:
    def test_it_says_what_went_to_whom_newest_first(self, editor, programme):
        waves = [WaveFactory(programme=programme, name=name) for name in ("Bølge A", "Bølge B")]
        places = MunicipalityFactory.create_batch(3)
        first, second = shared_task(programme), shared_task(programme)
        made = [
            publication(programme, (first, None, None), (second, None, None), days=1),
            publication(programme, *((first, wave, None) for wave in waves), days=2),
            publication(programme, *((first, None, place) for place in places), days=3),
            publication(programme, days=4, tasks_arrived=1, projects_reached=1),
        ]
        publication(ProgrammeFactory())

        page = listed(editor, programme)

        rows = page.context["page"].object_list
        assert list(rows) == made[::-1]
        assert [
            (row.is_for_everyone, row.shared_tasks, row.wave_names, row.municipalities)
            for row in rows
        ] == [
            (False, 0, [], 0),
            (False, 1, [], 3),
            (False, 1, ["Bølge A", "Bølge B"], 0),
            (True, 2, [], 0),
        ]
        told = ("De samme som før", "3 kommuner", "Bølge A, Bølge B", "Alle\n")
        assert [page.text.count(words) for words in told] == [1] * 4

    def test_an_empty_list_says_so(self, editor, programme):
        assert listed(editor, programme).text.count("Ingen udgivelser endnu") == 1

    def test_many_come_a_page_at_a_time(self, editor, programme):
        PublicationFactory.create_batch(26, programme=programme)

        assert len(listed(editor, programme).context["page"].object_list) == 25

    def test_the_work_does_not_grow(self, signed_in, django_assert_num_queries):
        for number in (1, 3):
            programme = ProgrammeFactory()
            for _ in range(number):
                publication(programme, (shared_task(programme), None, None))
            client = signed_in(editor_of(programme))

            with django_assert_num_queries(10):
                listed(client, programme)


class TestOne:
    def test_it_names_its_tasks_as_the_plan_does_and_its_municipalities(self, editor, programme):
        places = [MunicipalityFactory(name=name) for name in ("Byby", "Albæk")]
        phases = [PhaseFactory(programme=programme, position=number) for number in (1, 2)]
        late, early = (shared_task(programme, phase=phase) for phase in reversed(phases))
        made = publication(
            programme, *((one, None, place) for one in (late, early) for place in places)
        )

        page = one(editor, made)

        assert page.status_code == 200
        assert list(page.context["page"].object_list) == [early, late]
        assert [place.name for place in page.context["municipalities"]] == ["Albæk", "Byby"]
        assert page.context["publication"].shared_tasks == 2

    def test_one_that_only_filled_gaps_says_so(self, editor, programme):
        page = one(editor, publication(programme, tasks_arrived=1))

        assert page.text.count("Alle var udgivet til modtagerne før") == 1

    def test_an_editor_out_of_reach_is_not_named(self, signed_in, programme):
        stranger = ConsultantFactory(partner=PartnerFactory(), name="Fremmed Person")
        made = publication(programme, published_by=stranger)
        Publication.objects.filter(pk=made.pk).update(published_by=stranger)

        page = one(signed_in(editor_of(programme)), made)

        assert page.status_code == 200

    def test_of_another_programme_it_is_not_there(self, editor, programme):
        made = publication(ProgrammeFactory())
        url = reverse("authoring:publication", args=[programme.slug, made.pk])

        assert editor.get(url).status_code == 404


@pytest.mark.parametrize("name", ["publications", "publication"])
def test_only_its_editors_come_in(signed_in, programme, name):
    made = publication(programme)
    args = [programme.slug, made.pk][: 1 if name == "publications" else 2]
    url = reverse(f"authoring:{name}", args=args)

    for who, (person, status) in those_who_may_not(programme).items():
        assert signed_in(person).get(url).status_code == status, who
    client = signed_in(operators_editor())
    assert (client.get(url).status_code, client.post(url).status_code) == (200, 405)
