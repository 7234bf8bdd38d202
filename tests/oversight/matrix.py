from accounts.rights import Permission
from tests.matrix.fields import Field, phase
from tests.matrix.route import page

FIELDS = {
    f"oversight.forms.MunicipalityFilters.{name}": Field(
        "consultant one", "/overblik/program-one/", **more
    )
    for name, more in {"boelge": {}, "region": {}, "fase": {"own": phase}, "sorter": {}}.items()
}
ROUTES = {
    "oversight:programmes": page(Permission.PROGRAMME_FOLLOW),
    "oversight:programme": page(Permission.PROGRAMME_FOLLOW, "programme", shows="text"),
    "oversight:tasks": page(Permission.PROGRAMME_FOLLOW, "programme", shows="text"),
}
