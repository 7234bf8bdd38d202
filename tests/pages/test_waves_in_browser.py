"""Waves in a real browser, with only long names: seen, moved without scripts, and read aloud."""

import pytest
from django.urls import reverse

from projects.models import Project
from publishing.publications import Receivers
from tests.authoring.people import editor_of
from tests.browser import DESKTOP, PHONE, enter, overflow, violations
from tests.factories import MunicipalityFactory, ProgrammeFactory, ProjectFactory, WaveFactory
from tests.projects.factories import BlackoutFactory
from tests.publishing.waves import GO_LIVE, LATER_LIVE, LIVE, STARTS, following, published

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Superbrugerundervisningsplanlægningskoordineringsgruppens sagsbehandlerkompetenceudvikling"


@pytest.fixture
def programme():
    return ProgrammeFactory(name=LONG, slug="lang")


@pytest.fixture
def waves(programme):
    """Two, the first with a municipality that follows it and one with a date of its own."""
    waves = [
        WaveFactory(
            programme=programme, number=n, name=f"{LONG} {n}", starts_on=STARTS, go_live_on=LIVE
        )
        for n in (1, 2)
    ]
    for own in (None, LATER_LIVE):
        following(
            waves[0],
            go_live_on=own,
            municipality=MunicipalityFactory(name=f"{LONG} Kommune", population_class="small"),
        )
    ProjectFactory(programme=programme, go_live_on=None)
    MunicipalityFactory(name=f"{LONG} Kommune")
    BlackoutFactory(programme=programme, name=LONG, first_week=1, last_week=53)
    published(programme, GO_LIVE)
    published(programme, GO_LIVE, receivers=Receivers.waves([waves[1].pk]))
    return waves


@pytest.fixture
def addresses(waves):
    first, second = (wave.pk for wave in waves)
    project = Project.objects.filter(wave=first, go_live_on=None).get().pk
    dates = f"?starts_on={STARTS}&go_live_on={LATER_LIVE}"

    def to(name, *args):
        return reverse(f"authoring:{name}", args=["lang", *args])

    return {
        "waves": to("waves"),
        "new": to("new_wave"),
        "wave": to("wave", first),
        "empty wave": to("wave", second),
        "add": to("add_municipalities", second),
        "remove": to("remove_wave", first),
        "dates": to("wave_dates", first),
        "a moved wave": to("wave_dates", first) + dates,
        "a moved project": to("own_date", project) + f"?go_live_on={LATER_LIVE}",
        "several": to("other_wave"),
        "another wave": to("other_wave") + f"?projects={project}&wave={second}",
    }


def test_no_page_is_too_wide_or_hard_to_use(open_page, programme, addresses):
    page = open_page("/konto/log-ind/")
    enter(page, editor_of(programme), addresses["waves"])
    found = []
    for name, address in addresses.items():
        page.goto(address)
        for opened in page.locator("summary").all():
            opened.click()
        for window in (PHONE, DESKTOP):
            page.set_viewport_size(window)
            found += [(name, window["width"], "too wide")] * bool(overflow(page))
            found += [(name, rule) for rule in violations(page)]
        found += [(name, "headings")] * (page.locator("h1").count() != 1)

    assert found == []


def test_a_wave_is_moved_without_scripts(open_page, programme, addresses):
    page = open_page("/konto/log-ind/", scripts=False)
    enter(page, editor_of(programme), addresses["wave"])
    page.get_by_label("Idriftsættelse (frivilligt)").fill(LATER_LIVE.isoformat())
    page.get_by_role("button", name="Se, hvad der sker").first.click()
    page.get_by_role("button", name="Flyt bølgen").click()

    assert "1 opgave har fået nye datoer." in page.locator(".alert-success").inner_text()
