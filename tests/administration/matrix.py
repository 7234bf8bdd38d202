from accounts.rights import Permission
from tests.matrix.fields import Field
from tests.matrix.route import ALL, Route, form, library, page, panel
from tests.matrix.things import Thing


def technical(of: str = "technical") -> Route:
    """A page of Django's admin, which only the operator's people may know of."""
    return library(of, action=Permission.ADMIN_SITE)


def projects_at_home(world):
    return [world.projects["home", name] for name in ("one", "two")]


SEARCH = ("klik administrator home", "/administration/historik/")
FIELDS = {
    "administration.forms.history.HistoryFilters.kommune": Field(*SEARCH),
    "administration.forms.history.HistoryFilters.om": Field(*SEARCH),
    "administration.forms.history.HistoryFilters.projekt": Field(*SEARCH, own=projects_at_home),
}
ROUTES = {
    "administration:index": page(get=302),
    "administration:people": page(Permission.PEOPLE_VIEW),
    "administration:invite": form(Permission.PEOPLE_MANAGE),
    "administration:person": page(Permission.PEOPLE_VIEW, "person"),
    "administration:rename": panel(Permission.PEOPLE_MANAGE, "person", asks=ALL),
    "administration:duties": panel(Permission.PEOPLE_MANAGE, "person", asks=ALL),
    "administration:send_invitation": panel(Permission.PEOPLE_MANAGE, "person", post=302, asks=ALL),
    "administration:deactivate": form(Permission.PEOPLE_MANAGE, "person", post=302),
    "administration:reset_second_factor": form(Permission.PEOPLE_MANAGE, "person", post=302),
    "administration:reactivate": panel(Permission.PEOPLE_MANAGE, "person", post=302, asks=ALL),
    "administration:person_data": form(Permission.PERSONAL_DATA_EXPORT, "person", post=200),
    "administration:history": page(Permission.HISTORY_SEARCH),
    "administration:places": page(Permission.PLACES_MANAGE),
    "administration:first_municipal_administrator": form(Permission.PLACES_MANAGE, "municipality"),
    "administration:first_partner_administrator": form(Permission.PLACES_MANAGE, "partner"),
    "my_data": form(None, post=200),
    "admin:app_list": technical("app"),
    "admin:*_history": technical("row"),
    "admin:*_delete": technical("row"),
    "admin:*_change": technical("row"),
    "admin:login": library(),
    "admin:*": technical(),
}


def things(world):
    return {
        "technical": [Thing("the site", (), "technical")],
        "row": [Thing("a row", (world.user("leader", "home").pk,), "technical")],
        "app": [Thing("an app", ("accounts",), "technical")],
    }
