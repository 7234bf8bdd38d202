"""One mail to each project leader whose project got something new."""

import datetime as dt

import pytest

from notifications.models import Notification
from notifications.rendering import render_mail
from publishing.publications import publish_shared_tasks
from shared_tasks.models import Anchor
from tasks.models import Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(name="DUBU 3.0")


def led(programme, **facts):
    return ProjectMemberFactory(
        project=ProjectFactory(programme=programme, **facts), role="leader"
    ).project


def leader_of(project):
    return project.members.get(role="leader").user


def draft(programme, **facts):
    due = {"due_anchor": Anchor.GO_LIVE, "due_amount": 0, "due_unit": "day"}
    return SharedTaskFactory(programme=programme, **(due | facts))


def publish(programme, *shared_tasks, at=NOON):
    return publish_shared_tasks(
        programme=programme, shared_tasks=shared_tasks, by=ConsultantFactory(is_editor=True), at=at
    )


def test_each_leader_gets_one_with_the_dates_of_their_own_project(programme):
    one = led(programme, go_live_on=dt.date(2026, 9, 1))
    other = led(programme, go_live_on=dt.date(2026, 10, 1))
    ProjectFactory(programme=programme)

    publication = publish(programme, draft(programme), draft(programme))

    mails = {mail.recipient: mail for mail in Notification.objects.select_related("recipient")}
    assert mails.keys() == {leader_of(one), leader_of(other)}
    dues = {
        person: {task["due"] for phase in mail.content["phases"] for task in phase["tasks"]}
        for person, mail in mails.items()
    }
    assert dues == {leader_of(one): {"1. september 2026"}, leader_of(other): {"1. oktober 2026"}}
    mail = mails[leader_of(one)]
    assert (mail.kind, mail.occasion) == ("publication", f"publication:{publication.pk}")
    assert (mail.local_date, mail.subject) == (TODAY, "2 nye opgaver i DUBU 3.0")


def test_it_is_grouped_by_phase_in_the_plans_order_and_names_twenty(programme):
    project = led(programme)
    late = PhaseFactory(programme=programme, number="2", name="Ibrugtagning", position=2)
    early = PhaseFactory(programme=programme, number="1", name="Opstart", position=1)
    third, second, first = (
        draft(programme, phase=phase, position=place, code=code)
        for phase, place, code in ((late, 1, "C"), (early, 2, "B"), (early, 1, "A"))
    )
    rest = [draft(programme, phase=late, position=2) for _ in range(20)]

    publish(programme, third, second, first, *rest)

    content = Notification.objects.get().content
    named = [
        (phase["name"], [task["code"] for task in phase["tasks"]]) for phase in content["phases"]
    ]
    assert named[0] == ("1 Opstart", ["A", "B"])
    assert (named[1][0], named[1][1][0], len(named[1][1])) == ("2 Ibrugtagning", "C", 18)
    assert (content["new"], content["more"]) == (23, 3)
    number = content["phases"][0]["tasks"][0]["number"]
    assert Task.objects.get(pk=number).shared_task == first
    assert content["project"] == project.pk


def test_a_project_that_has_it_all_is_not_written_to(programme):
    led(programme)
    shared_task = draft(programme)
    publish(programme, shared_task)
    late = led(programme)

    publish(programme, shared_task, at=NOON + dt.timedelta(hours=1))

    assert Notification.objects.count() == 2
    newest = Notification.objects.latest("pk")
    assert (newest.recipient, newest.subject) == (leader_of(late), "1 ny opgave i DUBU 3.0")


def test_a_leader_who_has_left_is_not_written_to(programme):
    project = led(programme)
    leader = leader_of(project)
    leader.is_active, leader.deactivated_at = False, NOON
    leader.save()

    publish(programme, draft(programme))

    assert (Task.objects.count(), Notification.objects.count()) == (1, 0)


def test_it_reads_well_as_text(programme, settings):
    settings.SITE_URL = "https://fremdrift.example"
    project = led(programme, go_live_on=TODAY - dt.timedelta(days=3))
    phase = PhaseFactory(programme=programme, number="1", name="Opstart")
    draft(programme, phase=phase, code="A & B", title="Hold »et« møde")
    draft(programme, phase=phase, code="C", title="Uden dato", due_anchor=Anchor.WAVE_START)

    publish(programme, *programme.shared_tasks.all())

    text = render_mail(Notification.objects.get()).body.rstrip()
    first, second = Task.objects.order_by("shared_task__code").values_list("pk", flat=True)
    assert (
        text
        == f"""2 nye opgaver i DUBU 3.0

Der er kommet nye fællesopgaver i jeres projekt.
Vælg, hvem hos jer der er ansvarlig for den enkelte opgave, og hvem der udfører
den.

1 Opstart

  A & B: Hold »et« møde
    Slutdato 27. februar 2026, som er overskredet
    https://fremdrift.example/opgaver/{first}/

  C: Uden dato
    Ingen slutdato endnu
    https://fremdrift.example/opgaver/{second}/

Alle projektets opgaver: https://fremdrift.example/projekter/{project.pk}/#opgaver

--
Du får mailen, fordi du er projektleder for DUBU 3.0 i din kommune. Den er
sendt automatisk den 2. marts 2026, og du kan ikke svare på den.

Fremdrift: https://fremdrift.example/"""
    )


def test_the_html_escapes_what_editors_write_and_says_when_it_was_sent(programme):
    led(programme)
    publish(programme, draft(programme, title="<b>Fed</b>"))

    [(html, _)] = render_mail(Notification.objects.get()).alternatives

    assert "&lt;b&gt;Fed&lt;/b&gt;" in html
    assert "Mailen er sendt automatisk den 2. marts 2026, og du kan ikke svare på den." in html
    assert "natten" not in html
