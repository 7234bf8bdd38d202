import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from notifications.models import JobRun, Notification
from notifications.services import NewNotification, begin_run, retry_failed, write_notifications
from tests.factories import NOON, TODAY, ConsultantFactory, MunicipalityFactory, UserFactory
from tests.notifications.factories import NotificationFactory

pytestmark = pytest.mark.django_db
DIGESTS = JobRun.Kind.DIGESTS


def refuses(name):
    return pytest.raises(IntegrityError, match=name)


def letter_to(user, subject="1 opgave er blevet rød"):
    return NewNotification(user.pk, user.municipality_id, subject, {"red": 1})


def write(*letters, on=TODAY, kind=Notification.Kind.DIGEST):
    return write_notifications(letters=letters, kind=kind, on=on, at=NOON)


def test_a_step_is_taken_once_a_night():
    assert begin_run(kind=DIGESTS, on=TODAY, at=NOON)
    assert not begin_run(kind=DIGESTS, on=TODAY, at=NOON)
    assert begin_run(kind=JobRun.Kind.FOLLOW_UPS, on=TODAY, at=NOON)
    assert begin_run(kind=DIGESTS, on=TODAY + dt.timedelta(days=1), at=NOON)


def test_a_step_that_was_cut_short_has_not_been_taken():
    with transaction.atomic():
        begin_run(kind=DIGESTS, on=TODAY, at=NOON)
        transaction.set_rollback(True)

    assert begin_run(kind=DIGESTS, on=TODAY, at=NOON)


def test_a_letter_becomes_a_row_that_waits_for_delivery():
    user = UserFactory()

    assert write(letter_to(user, "2 opgaver er blevet gule\\ & »mere«")) == 1

    mail = Notification.objects.get()
    assert (mail.recipient, mail.municipality) == (user, user.municipality)
    assert (mail.subject, mail.content) == ("2 opgaver er blevet gule\\ & »mere«", {"red": 1})
    assert (mail.written_at, mail.next_attempt_at, mail.attempts) == (NOON, NOON, 0)
    assert list(Notification.objects.waiting(at=NOON)) == [mail]


def test_a_letter_to_a_consultant_belongs_to_no_municipality():
    write(letter_to(ConsultantFactory()), kind=Notification.Kind.FOLLOW_UP)

    assert Notification.objects.get().municipality is None


def test_nobody_gets_two_mails_of_a_kind_in_one_night():
    user = UserFactory()
    write(letter_to(user))
    write(letter_to(user), kind=Notification.Kind.FOLLOW_UP)
    write(letter_to(user), on=TODAY + dt.timedelta(days=1))

    with refuses("notification_once_per_person_kind_night_and_occasion"):
        write(letter_to(user))


def test_a_mail_is_not_both_sent_and_given_up():
    with refuses("notification_not_both_sent_and_given_up"):
        NotificationFactory(sent_at=NOON, failed_at=NOON, last_error="550")


def test_a_mail_is_of_a_known_kind():
    with refuses("notification_kind_known"):
        NotificationFactory(kind="spam")


@pytest.mark.parametrize("subject", ["", "Nyt\r\nBcc: alle@proeve.example", "Nyt\nmere"])
def test_a_subject_is_one_line(subject):
    with refuses("notification_subject_is_one_line"):
        NotificationFactory(subject=subject)


def test_a_mail_that_was_given_up_says_why():
    with refuses("notification_given_up_says_why"):
        NotificationFactory(failed_at=NOON)


def test_a_mail_belongs_to_its_recipients_municipality():
    with refuses("notification_recipient_in_same_municipality"):
        NotificationFactory(municipality=MunicipalityFactory())
        connection.check_constraints()


def test_a_run_is_of_a_known_kind():
    with refuses("job_run_kind_known"):
        JobRun.objects.create(kind="spam", local_date=TODAY, ran_at=NOON)


def test_a_run_stands_once_for_each_kind_and_night():
    JobRun.objects.create(kind=DIGESTS, local_date=TODAY, ran_at=NOON)
    with refuses("job_run_once_per_kind_and_night"):
        JobRun.objects.create(kind=DIGESTS, local_date=TODAY, ran_at=NOON)


def test_mails_that_were_given_up_can_be_tried_again():
    failed = NotificationFactory(failed_at=NOON, last_error="550 no", attempts=8)
    other = NotificationFactory(failed_at=NOON, last_error="550 no", attempts=8)
    sent = NotificationFactory(sent_at=NOON)

    assert retry_failed(at=NOON, only=[failed.pk, sent.pk]) == 1

    assert list(Notification.objects.waiting(at=NOON)) == [failed]
    assert list(Notification.objects.failed()) == [other]
    failed.refresh_from_db()
    assert failed.attempts == 0


def test_the_operator_sees_what_waits_and_what_was_given_up(capsys):
    NotificationFactory(written_at=NOON)
    failed = NotificationFactory(
        recipient__email="gone@proeve.example", failed_at=NOON, last_error="550 no", attempts=1
    )

    call_command("mails")

    assert capsys.readouterr().out.splitlines() == [
        "1 mails venter, den ældste siden 2. marts 2026 12.00.",
        "1 mails er opgivet.",
        f"  {failed.pk}  gone@proeve.example  Nattens overblik"
        "  opgivet 2. marts 2026 12.00 efter 1 forsøg: 550 no",
    ]


def test_the_operator_sends_given_up_mails_again(capsys):
    NotificationFactory(failed_at=NOON, last_error="550 no", attempts=1)

    call_command("mails", "--retry")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 opgivne mails sendes igen ved næste levering."
    assert lines[-1] == "0 mails er opgivet."


def test_the_operator_sees_that_all_is_well(capsys):
    call_command("mails")

    assert capsys.readouterr().out.splitlines() == ["Ingen mails venter.", "0 mails er opgivet."]
