"""At least once: killed between the server's 250 and the commit, nothing is lost.

One mail is doubled for each such kill, with the same Message-ID, by which servers and mail
programs tell that it is the same.
"""

import subprocess
import sys
import threading
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection

from notifications.models import Notification
from tests.notifications.factories import NotificationFactory
from tests.notifications.servers import Postman, serving

SCRIPT = "tests.notifications.deliver_once"


def start(port):
    return subprocess.Popen(  # noqa: S603  # our own script
        [sys.executable, "-m", SCRIPT, str(port), connection.settings_dict["NAME"]],
        stdout=subprocess.PIPE,
        text=True,
        cwd=settings.BASE_DIR,
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_after_the_server_accepted_doubles_one_mail_and_loses_none():
    mails = [NotificationFactory() for _ in range(3)]
    postman, worker = Postman(), None
    started = threading.Event()

    def killed():
        started.wait(30)
        postman.kills = None
        return worker.pid

    postman.kills = killed
    with serving(postman) as port:
        worker = start(port)
        started.set()
        worker.communicate(timeout=60)
        assert worker.returncode == -9
        assert Notification.objects.exclude(sent_at=None).count() == 0
        second = start(port)
        assert second.communicate(timeout=60)[0] == "3\n"

    names = Counter(mail["Message-ID"] for mail in postman.mails)
    assert sorted(names.values()) == [1, 1, 2]
    assert set(names) == {f"<notification-{mail.pk}@127.0.0.1>" for mail in mails}
    assert Notification.objects.filter(sent_at=None).count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once():
    for _ in range(8):
        NotificationFactory()
    postman = Postman()

    with serving(postman) as port:
        workers = [start(port), start(port)]
        sent = [int(worker.communicate(timeout=60)[0]) for worker in workers]

    assert sum(sent) == 8
    assert len({mail["Message-ID"] for mail in postman.mails}) == len(postman.mails) == 8
