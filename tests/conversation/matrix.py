from tests.conversation.factories import CommentFactory, MentionFactory, WatchFactory
from tests.matrix.canary import canary
from tests.matrix.people import PROGRAMMES
from tests.matrix.things import under_tasks


def fill_project(world, place, programme):
    """Comments name people, some of whom may not see the task, and somebody follows it."""
    by = world.worker(place, programme)
    named = [world.user("consultant", PROGRAMMES[programme]), world.user("leader", place)]
    for which, kind in (("first", "open"), ("second", "other")):
        task = world.tasks[place, programme, which]
        comment = comment_on(task, canary(place, programme, kind), by)
        for person in named:
            MentionFactory(comment=comment, person=person)
        WatchFactory(task=task, user=world.user("programme manager", place))
        world.rows["comment"].setdefault((place, programme), comment)
    own = world.rows["own_task"][place, programme]
    comment_on(own, own.local_title.removeprefix("Vores "), by)


def comment_on(task, word, by):
    return CommentFactory(task=task, written_by=by, text=f"Vi taler om {word}")


def things(world):
    return {"comment": under_tasks(world, "comment", world.rows["comment"])}
