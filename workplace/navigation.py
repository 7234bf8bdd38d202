from design.main_navigation import NavigationItem, is_municipal

NAVIGATION = (
    NavigationItem(10, "Min side", "home", ("projects",), is_municipal),
    NavigationItem(20, "Opgaver", "tasks:list", ("tasks",), is_municipal),
)
