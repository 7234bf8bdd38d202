"""GET /overblik/: what names a consultant and waits for them."""

import pytest

from tests.conversation.factories import MentionFactory
from tests.factories import NOON, TaskFactory
from tests.tasks.people import consultant

pytestmark = pytest.mark.django_db

URL = "/overblik/"


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_consultant_sees_where_they_are_named_until_they_have_been_there(client):
    task = TaskFactory(
        project__municipality__name="Korsbæk Kommune", project__programme__name="DUBU 3.0"
    )
    user = consultant(task)
    mention = MentionFactory(
        comment__task=task, comment__text="KANARIEFUGL", comment__written_at=NOON, person=user
    )
    MentionFactory(comment__task=task)
    client.force_login(user)

    page = text_of(client.get(URL))
    author = mention.comment.written_by

    assert f'href="{task.get_absolute_url()}#kommentar-{mention.comment_id}">{task.title}' in page
    assert (
        f"Korsbæk Kommune, DUBU 3.0. {author.name}, Korsbæk Kommune, nævnte dig 2. marts kl. 12.00."
        in page
    )
    assert page.count("nævnte dig") == 1
    assert "KANARIEFUGL" not in page
    client.get(task.get_absolute_url())
    assert "nævnte dig" not in text_of(client.get(URL))


def test_nothing_of_a_task_that_one_may_not_see(client):
    task = TaskFactory()
    user = consultant(task)
    MentionFactory(comment__task=TaskFactory(), person=user)
    client.force_login(user)

    assert "Du er nævnt" not in text_of(client.get(URL))
