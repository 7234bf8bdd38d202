from design.main_navigation import NavigationItem, is_municipal

NAVIGATION = (NavigationItem(30, "Rollegalleri", "roles:gallery", ("roles",), is_municipal),)
