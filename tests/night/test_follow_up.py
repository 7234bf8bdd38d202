"""The nightly list to consultants: what is on it, to whom, and what is new."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from night.follow_up import (
    MUNICIPALITIES_SHOWN,
    NEWS_SHOWN,
    PROGRAMMES_NAMED,
    PROGRAMMES_SHOWN,
    write_follow_ups,
)
from notifications.models import Notification
from notifications.rendering import render_mail
from projects.models import Priority
from tasks.models import Status
from tests.factories import (
    NOON,
    ConsultantFactory,
    PartnerFactory,
    ProgrammeFactory,
    ProjectFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
DUE = dt.date(2026, 3, 11)
YELLOW_ON, RED_ON = dt.date(2026, 3, 5), dt.date(2026, 3, 12)
OLD = dt.date(2026, 1, 5)


@pytest.fixture
def programme():
    return ProgrammeFactory(name="DUBU 3.0", slug="dubu")


@pytest.fixture
def consultant(programme):
    return ConsultantFactory(partner=programme.system.supplier)


@pytest.fixture
def project(programme):
    return ProjectFactory(programme=programme, municipality__name="Korsbæk Kommune")


def task_in(project, *, priority=Priority.MANDATORY, on=RED_ON, told_on=RED_ON, **fields):
    return TaskFactory(
        project=project,
        on=on,
        due_on=DUE,
        light_told_on=told_on,
        shared_task__priority=priority,
        **fields,
    )


def yellow(project, **fields):
    return task_in(project, **{"priority": Priority.CRITICAL, "on": YELLOW_ON} | fields)


def write(on=RED_ON):
    return write_follow_ups(on=on, at=NOON)


def content_for(user):
    return Notification.objects.get(recipient=user).content


def test_the_list_is_the_one_the_handbook_asks_for(project, consultant):
    yellow(project)
    task_in(project, priority=Priority.CRITICAL)
    task_in(project, priority=Priority.MANDATORY)
    not_on_it = [
        yellow(project, status=Status.IN_PROGRESS),
        yellow(project, priority=Priority.MANDATORY),
        task_in(project, priority=Priority.RECOMMENDED),
        task_in(project, status=Status.NOT_RELEVANT, not_relevant_reason="Nej."),
    ]

    assert write() == 1

    [found] = content_for(consultant)["programmes"]
    [municipality] = found["shown"]
    assert (municipality["critical"], municipality["mandatory"]) == (1, 2)
    assert (found["tasks"], found["municipalities"]) == (3, 1)
    assert len(not_on_it) == 4


def test_a_started_red_task_is_still_on_the_list(project, consultant):
    task_in(project, status=Status.IN_PROGRESS)

    write()

    assert content_for(consultant)["tasks"] == 1


def test_an_empty_list_is_not_sent(project, consultant):
    task_in(project, priority=Priority.RECOMMENDED)

    assert write() == 0


def test_a_supplier_gets_its_own_programmes_and_the_operator_all(project, consultant):
    operator = ConsultantFactory(partner=PartnerFactory(is_operator=True))
    stranger = ConsultantFactory()
    other = ProjectFactory(programme__name="KSD")
    task_in(project)
    task_in(other)

    assert write() == 2

    assert [p["name"] for p in content_for(consultant)["programmes"]] == ["DUBU 3.0"]
    assert [p["name"] for p in content_for(operator)["programmes"]] == ["DUBU 3.0", "KSD"]
    assert not Notification.objects.filter(recipient=stranger).exists()


def test_only_active_consultants_get_the_list(project, consultant):
    ConsultantFactory(partner=consultant.partner, is_active=False)
    UserFactory(municipality=project.municipality)
    colleague = ConsultantFactory(partner=consultant.partner)
    task_in(project)

    assert write() == 2
    assert content_for(colleague) == content_for(consultant)


def test_a_consultant_gets_one_mail_over_all_programmes(project, consultant):
    other = ProjectFactory(programme__system=project.programme.system)
    task_in(project)
    task_in(other)

    assert write() == 1
    assert content_for(consultant)["municipalities"] == 2


def test_a_second_run_the_same_night_writes_nothing(project, consultant):
    task_in(project)

    assert write() == 1
    assert write() is None
    assert write(RED_ON + DAY) == 1


def news_of(user, on):
    content = Notification.objects.get(recipient=user, local_date=on).content
    [found] = content["programmes"]
    return content["new"], [task["number"] for task in found["shown"][0]["news"]]


def test_what_came_since_the_last_list_is_new_also_over_missed_nights(project, consultant):
    task_in(project, told_on=OLD)
    write(OLD + 7 * DAY)
    told_while_away = task_in(project, told_on=OLD + 8 * DAY)
    told_tonight = task_in(project, told_on=OLD + 10 * DAY)

    write(OLD + 10 * DAY)
    assert news_of(consultant, OLD + 10 * DAY) == (2, [told_while_away.pk, told_tonight.pk])

    write(OLD + 11 * DAY)
    assert news_of(consultant, OLD + 11 * DAY) == (0, [])


def test_a_task_nobody_could_be_told_of_is_new_when_its_light_is(project, consultant):
    task = task_in(project, told_on=None)

    write(RED_ON - DAY)
    write(RED_ON)
    write(RED_ON + DAY)

    assert news_of(consultant, RED_ON) == (1, [task.pk])
    assert news_of(consultant, RED_ON + DAY) == (0, [])


def test_only_the_first_news_are_named(project, consultant):
    for _ in range(NEWS_SHOWN + 2):
        task_in(project)

    write()

    [municipality] = content_for(consultant)["programmes"][0]["shown"]
    assert (len(municipality["news"]), municipality["more_news"]) == (NEWS_SHOWN, 2)


def task_from(project, shared_task, **fields):
    return TaskFactory(
        project=project,
        shared_task=shared_task,
        on=RED_ON,
        due_on=DUE,
        light_told_on=RED_ON,
        **fields,
    )


def test_the_mail_is_readable_when_every_municipality_is_on_it(programme, consultant):
    shared_task = SharedTaskFactory(programme=programme)
    for _ in range(99):
        task_from(ProjectFactory(programme=programme), shared_task)

    write()

    mail = Notification.objects.get()
    [found] = mail.content["programmes"]
    assert mail.subject == "Opfølgning: 99 opgaver i 99 kommuner, 99 nye"
    assert len(found["shown"]) == MUNICIPALITIES_SHOWN
    assert found["more"]["municipalities"] == 99 - MUNICIPALITIES_SHOWN
    text = render_mail(mail).body
    assert f"  og {99 - MUNICIPALITIES_SHOWN} kommuner mere med" in text
    assert len(text) < 10_000


def test_very_many_programmes_are_summed_up():
    operator = ConsultantFactory(partner=PartnerFactory(is_operator=True))
    for number in range(PROGRAMMES_SHOWN + PROGRAMMES_NAMED + 2):
        task_in(ProjectFactory(programme__name=f"P{number}"))

    write()

    content = content_for(operator)
    assert len(content["programmes"]) == PROGRAMMES_SHOWN
    assert (len(content["also"]), content["unnamed"]) == (PROGRAMMES_NAMED, 2)
    assert "og 2 programmer mere" in render_mail(Notification.objects.get()).body


def test_news_come_first_then_the_most_red(programme, consultant):
    old, news, worse = (
        ProjectFactory(programme=programme, municipality__name=name)
        for name in ("Gammel Kommune", "Ny Kommune", "Værre Kommune")
    )
    task_in(old, told_on=OLD)
    task_in(news)
    task_in(worse, told_on=OLD)
    task_in(worse, told_on=OLD)

    write()

    shown = content_for(consultant)["programmes"][0]["shown"]
    assert [one["name"] for one in shown] == ["Ny Kommune", "Værre Kommune", "Gammel Kommune"]


def test_the_words_lead_to_the_lists_they_count(project, consultant, settings):
    settings.SITE_URL = "https://fremdrift.example"
    task = task_in(
        project, shared_task__code="Opgave 9", shared_task__title="Bestil <test> & »mere«"
    )
    yellow(project, told_on=OLD)

    write()

    message = render_mail(Notification.objects.get())
    site = "https://fremdrift.example"
    assert message.body.splitlines()[6:13] == [
        "DUBU 3.0",
        f"2 opgaver i 1 kommune, 1 ny: {site}/overblik/dubu/",
        "",
        "  Korsbæk Kommune: 1 gul på kritisk vej, 1 rød obligatorisk",
        f"    {site}/projekter/{project.pk}/",
        "    - ny rød: Opgave 9: Bestil <test> & »mere«",
        f"      {site}/opgaver/{task.pk}/",
    ]
    [(html, _)] = message.alternatives
    address = f"{site}/projekter/{project.pk}/"
    assert f'href="{address}?lys=2&amp;prioritet=1&amp;status=not_started#opgaver"' in html
    assert f'href="{address}?lys=3&amp;prioritet=obligatorisk#opgaver"' in html
    assert "Opgave 9: Bestil &lt;test&gt; &amp; »mere«</a>" in html


def test_the_number_of_queries_does_not_grow_with_what_is_on_the_list(project, consultant):
    task_in(project)
    with CaptureQueriesContext(connection) as one:
        assert write() == 1
    for _ in range(3):
        other = ProjectFactory()
        ConsultantFactory(partner=other.programme.system.supplier)
        task_in(other, told_on=RED_ON + DAY)
    with CaptureQueriesContext(connection) as three:
        assert write(RED_ON + DAY) == 4

    assert len(three) == len(one)
