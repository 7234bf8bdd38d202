"""A download lasts no longer than the right to it."""

import io
import logging
import secrets
from http.client import IncompleteRead

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from accounts import downloads
from accounts.downloads import LOOK_AGAIN_BYTES, NoLongerAllowed, WatchedFile
from projects.models import ProjectMember
from tasks import files
from tests.factories import NOON, ConsultantFactory, UserFactory, let_go
from tests.web.running import running_portal

MIB = 1024 * 1024
BUFFER = 16 * 1024


@pytest.fixture
def large(task, leader):
    """A file that no buffer between the portal and its reader has room for."""
    content = b"%PDF-1.7\n" + secrets.token_bytes(40 * MIB)
    upload = SimpleUploadedFile("plan.pdf", content)
    return files.add_file(task=task, upload=upload, by=leader, at=NOON), content


@pytest.mark.django_db(transaction=True)
def test_a_file_is_sent_whole_to_someone_who_may_have_it(tmp_path, folder, leader, large):
    file, content = large
    with running_portal(tmp_path, FILES_DIR=str(folder)) as portal:
        answer = portal.open(file.get_absolute_url(), user=leader)

        assert answer.status == 200
        assert answer.read() == content


def leaves_the_project(user):
    ProjectMember.objects.filter(user=user).delete()


def leaves_the_municipality(user):
    let_go(user)


@pytest.mark.parametrize("leaves", [leaves_the_project, leaves_the_municipality])
@pytest.mark.django_db(transaction=True)
def test_a_running_download_ends_when_its_reader_leaves(tmp_path, folder, leader, large, leaves):
    file, content = large
    with running_portal(tmp_path, FILES_DIR=str(folder)) as portal:
        answer = portal.open(file.get_absolute_url(), user=leader, buffer=BUFFER)
        first = answer.read(MIB)
        leaves(leader)
        with pytest.raises((IncompleteRead, ConnectionResetError)) as cut:
            answer.read()

    assert first == content[:MIB]
    # What was sent before, and what the machine between them held already.
    assert len(getattr(cut.value, "partial", b"")) < 12 * MIB
    told = f"WARNING accounts.downloads: Download cut: user {leader.pk} may no longer have the file"
    assert portal.warnings() == [told]


class Doors:
    """Counts who knocked, and lets nobody in any more once it is shut."""

    def __init__(self):
        self.knocked, self.refusal = [], None

    def __call__(self, user):
        self.knocked.append(user)
        if self.refusal:
            raise self.refusal


@pytest.fixture
def door():
    return Doors()


@pytest.fixture
def content():
    return io.BytesIO(b"x" * (3 * LOOK_AGAIN_BYTES))


@pytest.mark.django_db
@pytest.mark.parametrize("reader", [UserFactory, ConsultantFactory])
def test_the_door_is_asked_again_for_each_mib(content, door, reader):
    user = reader()
    watched = WatchedFile(content, reader=user.pk, door=door)

    while watched.read(64 * 1024):
        pass

    assert door.knocked == [user, user, user]


@pytest.mark.django_db
def test_on_a_slow_line_the_door_is_asked_every_two_seconds(content, door, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(downloads.time, "monotonic", lambda: now[0])
    watched = WatchedFile(content, reader=UserFactory().pk, door=door)

    knocks = []
    for seconds in (1.9, 0.1, 1.9, 0.2):
        now[0] += seconds
        watched.read(10)
        knocks.append(len(door.knocked))

    assert knocks == [0, 1, 1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize("refusal", [Http404(), PermissionDenied()])
def test_who_is_refused_gets_no_more_and_the_log_says_so(content, door, refusal, caplog):
    user = UserFactory()
    watched = WatchedFile(content, reader=user.pk, door=door)
    watched.read(LOOK_AGAIN_BYTES)
    door.refusal = refusal

    with caplog.at_level(logging.WARNING), pytest.raises(NoLongerAllowed):
        watched.read(10)

    assert caplog.messages == [f"Download cut: user {user.pk} may no longer have the file"]
    assert content.tell() == LOOK_AGAIN_BYTES


@pytest.mark.django_db
def test_someone_deactivated_is_not_even_brought_to_the_door(content, door):
    user = UserFactory()
    watched = WatchedFile(content, reader=user.pk, door=door)
    watched.read(LOOK_AGAIN_BYTES)
    let_go(user)

    with pytest.raises(NoLongerAllowed):
        watched.read(10)

    assert door.knocked == []


def test_the_file_is_closed_with_its_download(content, door):
    WatchedFile(content, reader=1, door=door).close()

    assert content.closed
