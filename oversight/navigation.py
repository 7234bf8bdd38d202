from design.main_navigation import NavigationItem, is_central

NAVIGATION = (
    NavigationItem(
        10, "Overblik", "oversight:programmes", ("oversight", "projects", "tasks"), is_central
    ),
)
