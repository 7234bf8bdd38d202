import factory
from factory.django import DjangoModelFactory

from conversation.models import Comment, Mention, Watch
from tests.accounts.factories import UserFactory
from tests.dates import NOON
from tests.tasks.factories import TaskFactory


class CommentFactory(DjangoModelFactory[Comment]):
    """A comment by someone of the task's municipality."""

    class Meta:
        model = Comment

    task = factory.SubFactory(TaskFactory)
    municipality = factory.SelfAttribute("task.municipality")
    programme = factory.SelfAttribute("task.programme")
    text = factory.Sequence(lambda n: f"Kommentar nummer {n}")
    written_at = NOON
    written_by = factory.SubFactory(
        UserFactory, municipality=factory.SelfAttribute("..municipality")
    )


class MentionFactory(DjangoModelFactory[Mention]):
    class Meta:
        model = Mention

    comment = factory.SubFactory(CommentFactory)
    municipality = factory.SelfAttribute("comment.municipality")
    programme = factory.SelfAttribute("comment.programme")
    person = factory.SubFactory(UserFactory, municipality=factory.SelfAttribute("..municipality"))


class WatchFactory(DjangoModelFactory[Watch]):
    class Meta:
        model = Watch

    task = factory.SubFactory(TaskFactory)
    municipality = factory.SelfAttribute("task.municipality")
    programme = factory.SelfAttribute("task.programme")
    user = factory.SubFactory(UserFactory, municipality=factory.SelfAttribute("..municipality"))
    since_at = NOON
    told_at = factory.SelfAttribute("since_at")
