import dataclasses

from tests.accounts.factories import ConsultantFactory
from tests.dates import NOON
from tests.matrix.canary import canary
from tests.matrix.things import under_programmes
from tests.shared_tasks.factories import (
    SharedTaskFactory,
    SharedTaskReceiverFactory,
    SharedTaskVersionFactory,
)


def fill_programme(world, name):
    programme, text = world.programmes[name], canary("programme", name, "text")
    for which in ("first", "second", "draft"):
        is_draft = which == "draft"
        word = canary("programme", name, "draft") if is_draft else text
        world.shared_tasks[name, which] = SharedTaskFactory(
            programme=programme,
            phase=world.rows["phase"][name],
            theme=world.rows["theme"][name],
            title=f"Gør {which} {word}",
            goal=word,
            recommended_executor=world.role,
            published_at=None if is_draft else NOON,
            published_by=None if is_draft else ConsultantFactory(partner=programme.system.supplier),
        )
    SharedTaskVersionFactory(shared_task=world.shared_tasks[name, "first"], note=text)


def fill_project(world, place, programme):
    """What it has was published to its municipality alone."""
    for which in ("first", "second"):
        receiver = SharedTaskReceiverFactory(
            shared_task=world.shared_tasks[programme, which],
            municipality=world.municipalities[place],
        )
        world.rows["publication"].setdefault(programme, receiver.publication)


def things(world):
    drafts = {name: world.shared_tasks[name, "draft"] for name in world.programmes}
    live = under_programmes(
        world, "live", {name: world.shared_tasks[name, "first"] for name in world.programmes}
    )
    return {
        "shared_task": under_programmes(world, "shared_task", drafts),
        "publication": under_programmes(world, "publication", world.rows["publication"]),
        "live": live,
        "live_version": [dataclasses.replace(one, args=(*one.args, 1)) for one in live],
    }


def foreign(world):
    return {
        "another programme's shared task": world.shared_tasks["two", "first"].pk,
        "another programme's publication": world.rows["publication"]["two"].pk,
    }
