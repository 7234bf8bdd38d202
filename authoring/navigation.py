from accounts.rights import Permission
from design.main_navigation import NavigationItem, who_may

NAVIGATION = (
    NavigationItem(
        40,
        "Programmer",
        "authoring:programmes",
        ("authoring",),
        who_may(Permission.PROGRAMME_AUTHOR),
    ),
)
