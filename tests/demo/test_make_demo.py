import datetime as dt
from collections import Counter

import pytest
from django.db.models import F
from django.urls import reverse

from accounts.models import User
from demo.dates import at_clock, go_live_dates
from demo.people import PASSWORD, SIGN_INS, made_up_name
from notifications.models import Notification
from organisations.models import Municipality
from phases.models import Phase
from projects.models import Priority, Project, ProjectMember
from publishing.publications import EVERYONE, impact_of_publication
from publishing.publications.preview import undated_in
from roles.models import RoleAssignment
from shared_tasks.models import Publication, SharedTask, SharedTaskReceiver, SharedTaskVersion
from tasks.lights import Light, Status, light_changes_on, light_on
from tasks.models import ProjectFigures, Task
from workplace.models import MyPageVisit
from workplace.my_page.news import read_news
from workplace.my_page.work import read_work
from workplace.task_page.seen import with_news


def in_korsbaek(**wanted):
    return Task.objects.filter(municipality__name="Korsbæk Kommune", **wanted)


def test_the_same_day_gives_the_same_demo(demo):
    assert demo.first == demo.second


def test_korsbaek_and_the_98_have_a_project_in_both_programmes(demo):
    assert Counter(Project.objects.values_list("programme__name", flat=True)) == {
        "DUBU 3.0": 99,
        "KSD": 99,
    }
    assert (demo.made.projects, demo.made.tasks) == (198, 99 * (33 + 80) + 3)


def test_an_editor_finds_drafts_that_can_be_published_to_all(demo):
    drafts = SharedTask.objects.drafts()

    assert sorted(drafts.values_list("code", flat=True)) == [
        "Forankring 1",
        "Forankring 2",
        "Forankring 3",
    ]
    shown = impact_of_publication(
        programme=drafts.first().programme,
        shared_tasks=list(drafts),
        receivers=EVERYONE,
        on=demo.on,
    )
    assert (shown.totals["arriving"], len(shown.affected), undated_in(shown)) == (3 * 99, 99, [])
    assert set(shown.lights) == {Light.GREEN, Light.RED}


def test_what_was_changed_is_news_to_those_in_korsbaek_and_moves_no_date(demo):
    leader = User.objects.get(email="projektleder@korsbaek.example")
    changed = with_news(in_korsbaek(), leader).filter(is_changed=True)

    assert sorted(changed.values_list("shared_task__code", flat=True)) == [
        "Fraser 2",
        "Organisation 1",
    ]
    done = changed.get(shared_task__code="Organisation 1")
    assert (done.status, done.completed_version) == (Status.COMPLETED, 1)
    kinds = SharedTaskVersion.objects.exclude(number=1).values_list("shared_task__code", "kind")
    assert dict(kinds)["Statistik 1"] == SharedTaskVersion.Kind.CORRECTED
    at = {"shared_task__code__in": [code for code, _ in kinds], "due_reason": ""}
    assert not Task.objects.filter(**at).exclude(due_on=F("shared_due_on")).exists()


def test_what_was_published_was_so_then_and_to_everyone_and_its_mails_are_gone(demo):
    publications = Publication.objects.order_by("programme__slug")

    assert [(one.projects_reached, one.tasks_arrived) for one in publications] == [
        (99, 99 * 33),
        (99, 99 * 80),
    ]
    assert {one.published_at.date() for one in publications} == {dt.date(2025, 9, 18)}
    assert set(Task.objects.shared().values_list("arrived_on", flat=True)) == {dt.date(2025, 9, 18)}
    assert SharedTaskReceiver.objects.exclude(wave=None, municipality=None).count() == 0
    events = SharedTaskReceiver._meta.get_field("events").related_model.objects
    assert {event.pgh_created_at.date() for event in events.all()} == {dt.date(2025, 9, 18)}
    assert Notification.objects.count() == 0


def test_what_is_completed_says_by_which_version(demo):
    versions = Task.objects.filter(status=Status.COMPLETED).values_list("completed_version")

    assert set(versions) == {(1,)}


def test_every_light_status_and_priority_occurs_in_the_country(demo):
    tasks = Task.objects.order_by()

    assert set(tasks.values_list("light", flat=True)) == set(Light.values)
    assert set(tasks.values_list("status", flat=True)) == set(Status.values)
    assert set(tasks.values_list("priority", flat=True)) == set(Priority.values)


def test_every_light_status_and_priority_occurs_in_korsbaek(demo):
    assert set(in_korsbaek().values_list("light", flat=True)) == set(Light.values)
    assert set(in_korsbaek().values_list("status", flat=True)) == set(Status.values)
    assert set(in_korsbaek().values_list("priority", flat=True)) == set(Priority.values)


def test_projects_of_every_light_occur(demo):
    lights = ProjectFigures.objects.values_list("light", flat=True)

    assert set(lights) == {Light.GREEN, Light.YELLOW, Light.RED}


def test_some_project_is_in_every_phase(demo):
    lowest = Phase.objects.filter(sub_phases=None)
    without = [
        phase
        for phase in lowest
        if not any(
            starts <= demo.on < ends
            for project in Project.objects.filter(programme=phase.programme_id)
            for starts, ends in [phase.window(project.live_date())]
        )
    ]

    assert len(lowest) == 9
    assert without == []


@pytest.mark.parametrize("number", range(0, 366, 7))
def test_whatever_the_day_the_waves_are_before_and_after_it(number):
    on = dt.date(2028, 1, 1) + dt.timedelta(days=number)
    months = {
        slug: [(date - on).days / 30.4 for _, date in sorted(go_live_dates(slug, on).items())]
        for slug in ("dubu-3-0", "ksd")
    }

    dubu, ksd = months["dubu-3-0"], months["ksd"]
    assert dubu == sorted(dubu)
    assert ksd == sorted(ksd)
    # Forankring, Ibrugtagning, Forberedelse, Opstart.
    assert -6 < dubu[0] < -1 < dubu[1] < 2 < dubu[2] < 5 < dubu[3] < 6
    # Forankring, Ibrugtagning, Idriftsættelse, Klargøring, and the rest in Planlægning.
    assert -12 < ksd[0] < -1 < ksd[1] < 0 < ksd[2] < 1 < ksd[3] < 3 < ksd[4] < ksd[7] < 12


def test_stored_lights_are_those_of_the_day(demo):
    wrong = [
        task.pk
        for task in Task.objects.all()
        if (task.light, task.light_changes_on)
        != (light_on(task, demo.on), light_changes_on(task, demo.on))
    ]

    assert wrong == []


def test_what_is_red_turned_red_the_day_after_its_due_date(demo):
    red = Task.objects.filter(light=Light.RED).values_list("due_on", "light_since")

    assert len(red) > 20
    assert [pair for pair in red if pair[1] != pair[0] + dt.timedelta(days=1)] == []


def test_figures_count_the_tasks_there_are(demo):
    figures = ProjectFigures.objects.get(
        municipality__name="Korsbæk Kommune", programme__name="DUBU 3.0"
    )
    theirs = in_korsbaek(programme__name="DUBU 3.0").public()
    lights = Counter(theirs.values_list("light", flat=True))

    assert [figures.grey, figures.green, figures.yellow, figures.red] == [
        lights[light] for light in Light
    ]


def test_korsbaek_has_tasks_of_its_own_and_shows_them_in_one_project(demo):
    own = in_korsbaek().local().order_by("programme__slug", "pk")

    assert list(own.values_list("programme__slug", "is_private")) == [
        *(("dubu-3-0", True), ("dubu-3-0", True), ("ksd", False)),
    ]
    assert {task.links_here.count() for task in own} == {1}


def test_a_local_due_date_says_why_and_the_shared_one_stands_beside_it(demo):
    moved = in_korsbaek().get(shared_task__code="Skabelon 1")

    assert moved.due_on == moved.shared_due_on + dt.timedelta(weeks=12)
    assert moved.due_reason.startswith("Leverandøren af vores skabeloner")


def test_what_is_not_relevant_says_why(demo):
    reasons = in_korsbaek(status=Status.NOT_RELEVANT).values_list(
        "shared_task__code", "not_relevant_reason"
    )

    assert dict(reasons) == {
        "Infrastruktur 3": "Ingen andre systemer i Korsbæk sender dokumenter til DUBU.",
        "2.1-04": "Ydelsescentret bruger kun standardbrevene.",
        "2.2-05": "Vi har i stedet holdt to videomøder med vores nabokommune.",
    }


def test_some_tasks_have_internal_notes(demo):
    noted = in_korsbaek().exclude(notes=None).values_list("shared_task__code", flat=True)

    assert sorted(noted) == ["2.2-14", "Arbejdsgange 2", "Infrastruktur 6", "Statistik 2"]


def test_the_executor_has_something_red_and_something_yellow_to_do(demo):
    agnes = User.objects.get(email="udfoerer@korsbaek.example")
    lights = Counter(agnes.tasks_to_do.values_list("light", flat=True))

    assert (lights[Light.RED], lights[Light.YELLOW]) == (2, 2)


@pytest.mark.parametrize(
    ("who", "needs", "mentions"),
    [("projektleder", 5, 1), ("udfoerer", 4, 1), ("programleder", 0, 1)],
)
def test_my_page_has_something_for_each_who_signs_in(demo, who, needs, mentions):
    person = User.objects.get(email=f"{who}@korsbaek.example")
    since = MyPageVisit.objects.get(user=person).came_at
    news = read_news(person, since=since)

    assert len(read_work(person, on=demo.on).needs.rows) == needs
    assert len(news.mentions) == mentions
    assert bool(news.tasks) == bool(needs)
    assert all(line.at < at_clock(demo.on, 0) for one in news.tasks for line in one.lines)


def test_history_tells_what_people_did_when_they_did_it(demo):
    task = in_korsbaek().get(shared_task__code="Organisation 1")
    events = list(task.events.order_by("pgh_id"))
    dates = [event.pgh_created_at for event in events]

    assert [event.status for event in events] == [
        *("not_started", "not_started", "in_progress", "completed", "in_progress", "completed"),
    ]
    assert {event.pgh_context["by"] for event in events[1:]} == {
        User.objects.get(email="projektleder@korsbaek.example").pk
    }
    assert dates == sorted(dates)
    assert dates[-1].date() < demo.on
    assert task.completed_at == dates[-1]


def test_history_elsewhere_lies_in_the_past_too(demo):
    task = Task.objects.filter(municipality__code="0259", status=Status.COMPLETED).first()

    assert [event.pgh_created_at for event in task.events.order_by("pgh_id")] == [
        task.shared_task.published_at,
        task.completed_at,
    ]


def test_nothing_has_happened_later_than_the_day(demo):
    events = Task._meta.get_field("events").related_model.objects

    assert events.filter(pgh_created_at__date__gte=demo.on).count() == 0
    assert Task.objects.filter(completed_at__date__gte=demo.on).count() == 0
    assert Task.objects.filter(light_since__gt=demo.on).count() == 0


def test_nothing_is_done_before_what_it_waits_for(demo):
    closed = Status.COMPLETED, Status.NOT_RELEVANT
    done = set(
        Task.objects.filter(status__in=closed).values_list("municipality_id", "shared_task_id")
    )
    links = SharedTask.objects.filter(links__kind="prerequisite").values_list(
        "pk", "links__other_id"
    )
    waiting = {}
    for shared_task, earlier in links:
        waiting.setdefault(shared_task, []).append(earlier)
    korsbaek = Municipality.objects.get(name="Korsbæk Kommune").pk

    assert [
        (municipality, shared_task)
        for municipality, shared_task in done
        if municipality != korsbaek
        and any((municipality, earlier) not in done for earlier in waiting.get(shared_task, []))
    ] == []


def test_the_nights_before_have_told_all_but_what_is_new_in_korsbaek(demo):
    untold = Task.objects.filter(light__gte=Light.YELLOW, light_told_on=None)
    old = untold.filter(light_since__lt=demo.on)

    assert {task.municipality.name for task in old.select_related("municipality")} == {
        "Korsbæk Kommune"
    }


def test_vacant_roles_and_co_holders_occur_in_korsbaek(demo):
    held = RoleAssignment.objects.filter(municipality__name="Korsbæk Kommune")

    assert held.filter(role__code="rolleadministrator").count() == 2
    assert held.filter(role__code="rolleadministrator", is_primary=True).count() == 1
    assert held.filter(role__code="superbruger", system__code="ksd").count() == 1
    assert not held.filter(role__code="gevinstansvarlig").exists()
    assert held.filter(confirmed_on=None).exists()


def test_a_municipality_here_and_there_has_no_project_leader(demo):
    led = ProjectMember.objects.filter(role="leader").values("project")

    assert Project.objects.exclude(pk__in=led).count() == 6


def test_korsbaek_changes_region_like_its_neighbours(demo):
    def region(on):
        return Municipality.objects.with_region(on=on).get(code="0999").region_name

    assert region(dt.date(2026, 12, 31)) == "Region Sjælland"
    assert region(dt.date(2027, 1, 1)) == "Region Østdanmark"


def test_no_two_people_of_a_municipality_have_the_same_name(demo):
    names = Counter(User.objects.values_list("municipality", "name"))

    assert [name for name, number in names.items() if number > 1] == []


def test_names_are_made_up_of_made_up_parts():
    assert [made_up_name(number) for number in (0, 1, 500)] == [
        "Alma Birkebakke",
        "Ditlev Egernbakke",
        "Jelva Birkebakke",
    ]


def test_every_address_ends_where_no_mail_can_go(demo):
    assert not User.objects.exclude(email__endswith=".example").exists()


@pytest.mark.parametrize("sign_in", SIGN_INS, ids=lambda sign_in: sign_in.email)
def test_each_sign_in_works(demo, client, sign_in):
    response = client.post(reverse("account_login"), {"login": sign_in.email, "password": PASSWORD})

    assert (response.status_code, response.headers["Location"]) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(User.objects.get(email=sign_in.email).pk)


def test_nobody_else_can_sign_in(demo):
    may = {sign_in.email for sign_in in SIGN_INS}
    others = User.objects.exclude(email__in=may)

    assert len(others) > 290
    assert [user for user in others if user.has_usable_password()] == []


def test_the_sign_in_page_names_them_all(demo, client):
    page = client.get(reverse("account_login")).content.decode()

    assert [sign_in.email for sign_in in SIGN_INS if sign_in.email not in page] == []
