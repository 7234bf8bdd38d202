from tests.matrix.canary import canary
from tests.notifications.factories import NotificationFactory


def fill_municipality(world, place):
    NotificationFactory(
        recipient=world.user("leader", place),
        subject=f"Nyt om {canary(place, 'one', 'mail')}",
    )
