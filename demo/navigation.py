from django.conf import settings

from accounts.models import User
from design.main_navigation import NavigationItem


def is_demo(_user: User) -> bool:
    return bool(settings.DEMO)


NAVIGATION = (NavigationItem(90, "Demo-postkasse", "demo:mailbox", ("demo",), is_demo),)
