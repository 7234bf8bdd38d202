from accounts.rights import Permission
from design.main_navigation import NavigationItem, who_may

NAVIGATION = (
    NavigationItem(
        50,
        "Administration",
        "administration:people",
        ("administration",),
        who_may(Permission.PEOPLE_VIEW),
    ),
)
