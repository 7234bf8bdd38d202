"""Delivery to a real mail server, which may be away, slow, or refuse."""

import datetime as dt
import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.delivery import MOST_FAILURES, WAITS, deliver_due
from notifications.models import Notification
from tests.factories import NOON, UserFactory
from tests.notifications.factories import NotificationFactory
from tests.notifications.servers import Silent, backend, free_port

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def deliver(post, at=NOON):
    return deliver_due(clock=lambda: at, backend=post)


def mail_to(address, **fields):
    return NotificationFactory(recipient__email=address, **fields)


def said(caplog):
    return [
        record.getMessage() for record in caplog.records if record.name == "notifications.delivery"
    ]


def test_a_mail_is_sent_and_marked(postman, post):
    mail = mail_to("anna@proeve.example")

    done = deliver(post)

    mail.refresh_from_db()
    assert (done.sent, done.postponed, done.failed) == (1, 0, 0)
    assert (mail.sent_at, mail.attempts, mail.last_error) == (NOON, 1, "")
    assert postman.addresses == ["anna@proeve.example"]


def test_a_mail_has_a_name_of_its_own_and_asks_for_no_automatic_answer(postman, post, settings):
    settings.SITE_URL = "https://fremdrift.example:8443"
    mail = mail_to("anna@proeve.example")

    deliver(post)

    [sent] = postman.mails
    assert sent["Message-ID"] == f"<notification-{mail.pk}@fremdrift.example>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["X-Auto-Response-Suppress"] == "All"
    assert sent.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in sent.iter_parts()] == ["text/plain", "text/html"]


def test_what_was_sent_is_not_sent_again(postman, post):
    mail_to("anna@proeve.example")

    deliver(post)
    deliver(post)

    assert len(postman.mails) == 1


def test_a_mail_waits_for_its_time(postman, post):
    mail_to("anna@proeve.example", next_attempt_at=NOON + MINUTE)

    deliver(post)

    assert postman.mails == []


def test_many_mails_go_over_one_connection(postman, post):
    for number in range(4):
        mail_to(f"person-{number}@proeve.example", recipient__name=f"Prøve {number}")

    deliver(post)

    assert (len(postman.mails), len(postman.sessions)) == (4, 1)


def test_a_refused_address_is_given_up_at_once_and_stops_nothing_else(postman, post, caplog):
    refused = mail_to("gone@proeve.example", written_at=NOON - MINUTE)
    mail_to("anna@proeve.example", written_at=NOON)
    postman.refused["gone@proeve.example"] = "550 5.1.1 no such user"

    with caplog.at_level(logging.ERROR, "notifications"):
        done = deliver(post)

    refused.refresh_from_db()
    assert (done.sent, done.failed) == (1, 1)
    assert (refused.failed_at, refused.sent_at) == (NOON, None)
    assert refused.last_error == "550 5.1.1 no such user"
    assert postman.addresses == ["anna@proeve.example"]
    assert said(caplog) == [
        f"Mail {refused.pk} was given up after 1 attempts: 550 5.1.1 no such user"
    ]


def test_a_mail_the_server_will_never_take_is_given_up(postman, post):
    mail = mail_to("anna@proeve.example")
    postman.unwanted["anna@proeve.example"] = "554 5.7.1 looks like nonsense"

    deliver(post)

    mail.refresh_from_db()
    assert (mail.failed_at, mail.last_error) == (NOON, "554 5.7.1 looks like nonsense")


@pytest.mark.parametrize("stage", ["refused", "unwanted"])
def test_a_mail_that_is_not_taken_now_is_tried_again_later(postman, post, stage):
    mail = mail_to("anna@proeve.example")
    getattr(postman, stage)["anna@proeve.example"] = "451 4.7.1 greylisted"

    assert deliver(post).postponed == 1
    mail.refresh_from_db()
    assert (mail.next_attempt_at, mail.last_error) == (NOON + WAITS[0], "451 4.7.1 greylisted")

    getattr(postman, stage).clear()
    assert deliver(post, at=NOON + WAITS[0]).sent == 1
    assert len(postman.mails) == 1


def test_the_waits_grow_and_the_last_attempt_gives_up(postman, post):
    mail = mail_to("anna@proeve.example")
    postman.refused["anna@proeve.example"] = "451 later"
    waits, at = [], NOON

    for _ in WAITS:
        deliver(post, at=at)
        mail.refresh_from_db()
        waits.append(mail.next_attempt_at - at)
        at = mail.next_attempt_at
    last = deliver(post, at=at)

    mail.refresh_from_db()
    assert waits == sorted(WAITS) == WAITS
    assert (last.failed, mail.attempts, mail.failed_at) == (1, 8, at)


def test_a_server_that_is_away_stops_the_round_and_costs_no_attempt(caplog):
    mail = mail_to("anna@proeve.example")

    done = deliver(backend(free_port()))

    mail.refresh_from_db()
    assert done.stopped_by == "ingen forbindelse til mailserveren: ConnectionRefusedError"
    assert (mail.attempts, mail.failed_at, mail.sent_at) == (0, None, None)
    assert said(caplog) == [f"Mail delivery stopped for now: {done.stopped_by}"]


def test_a_server_that_never_answers_is_called_once():
    for number in range(3):
        mail_to(f"person-{number}@proeve.example")

    with Silent() as silent:
        done = deliver(backend(silent.port, timeout=0.3))

    assert done.stopped_by == "ingen forbindelse til mailserveren: SMTPServerDisconnected"
    assert silent.calls == 1


def test_a_connection_dropped_after_the_mail_costs_one_attempt_and_stops_nothing(postman, post):
    dropped = mail_to("drop@proeve.example", written_at=NOON - MINUTE)
    mail_to("anna@proeve.example", written_at=NOON)
    postman.dropped.add("drop@proeve.example")

    done = deliver(post)

    dropped.refresh_from_db()
    assert (done.sent, done.postponed, done.stopped_by) == (1, 1, "")
    assert dropped.last_error == ("ingen forbindelse til mailserveren: SMTPServerDisconnected")
    assert len(postman.sessions) == 2


def test_a_server_too_slow_is_left_alone_after_a_few_mails(postman, post):
    for number in range(MOST_FAILURES + 2):
        mail_to(f"person-{number}@proeve.example")
        postman.slow.add(f"person-{number}@proeve.example")
    post.timeout = 1

    done = deliver(post)

    assert (done.postponed, done.sent) == (MOST_FAILURES, 0)
    assert done.stopped_by == "ingen forbindelse til mailserveren: SMTPServerDisconnected"
    assert Notification.objects.filter(attempts=0).count() == 2


def test_a_closing_server_is_called_again_for_the_next_mail(postman, post):
    mail_to("full@proeve.example", written_at=NOON - MINUTE)
    mail_to("anna@proeve.example", written_at=NOON)
    postman.refused["full@proeve.example"] = "421 4.3.2 shutting down"

    done = deliver(post)

    assert (done.sent, done.postponed) == (1, 1)


def test_someone_who_has_left_gets_no_mail(postman, post):
    mail = mail_to("anna@proeve.example", recipient__is_active=False)

    deliver(post)

    mail.refresh_from_db()
    assert (mail.failed_at, postman.mails) == (NOON, [])
    assert mail.last_error == "modtageren er ikke længere aktiv"


def test_an_address_that_would_write_headers_is_given_up_and_stops_nothing(postman, post):
    person = UserFactory()
    type(person).objects.filter(pk=person.pk).update(email="a@b.example\r\nbcc: c@d.example")
    forged = NotificationFactory(recipient=person, written_at=NOON - MINUTE)
    mail_to("anna@proeve.example", written_at=NOON)

    deliver(post)

    forged.refresh_from_db()
    assert forged.last_error == "mailen kan ikke skrives: ValueError"
    assert postman.addresses == ["anna@proeve.example"]


def test_a_mail_that_no_longer_fits_its_shared_task_waits_and_stops_nothing(postman, post):
    unfit = NotificationFactory(content={"projects": [{"more": 1}]}, written_at=NOON - MINUTE)
    mail_to("anna@proeve.example", written_at=NOON)

    done = deliver(post)

    unfit.refresh_from_db()
    assert (done.sent, done.postponed, postman.addresses) == (1, 1, ["anna@proeve.example"])
    assert unfit.last_error == "mailen kan ikke skrives: NoReverseMatch"
    assert unfit.next_attempt_at == NOON + WAITS[0]


def test_a_servers_reply_is_kept_short_and_printable(postman, post):
    mail = mail_to("anna@proeve.example")
    postman.refused["anna@proeve.example"] = f"550 no\x07thing {'x' * 300}"

    deliver(post)

    mail.refresh_from_db()
    assert mail.last_error == f"550 no thing {'x' * 191}"


def test_a_round_ends_before_the_next_one(postman, post):
    for number in range(3):
        mail_to(f"person-{number}@proeve.example")
    times = iter([NOON, NOON, NOON, NOON + 5 * MINUTE])

    done = deliver_due(clock=lambda: next(times), backend=post)

    assert (done.sent, done.is_cut_short) == (1, True)


def test_each_mail_costs_the_same_few_queries(postman, post):
    with CaptureQueriesContext(connection) as none:
        deliver(post)
    mail_to("anna@proeve.example")
    with CaptureQueriesContext(connection) as one:
        deliver(post)
    for number in range(3):
        mail_to(f"person-{number}@proeve.example")
    with CaptureQueriesContext(connection) as three:
        deliver(post)

    assert len(three) - len(none) == 3 * (len(one) - len(none))


def test_a_subject_keeps_its_letters(postman, post):
    mail_to("anna@proeve.example", subject="1 opgave er blevet rød & »ny« – i går")

    deliver(post)

    assert postman.mails[0]["Subject"].strip() == "1 opgave er blevet rød & »ny« – i går"
