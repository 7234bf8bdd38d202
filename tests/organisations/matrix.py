from tests.matrix.things import MISSING, Thing
from tests.organisations.factories import MunicipalityFactory, PartnerFactory


def fill_country(world):
    """Nobody gives access there yet."""
    world.rows["without"] = {"municipality": MunicipalityFactory(), "partner": PartnerFactory()}


def things(world):
    """What has nobody who gives access, what has someone, and what is not."""
    with_someone = {"municipality": world.municipalities["home"], "partner": world.partners["one"]}
    return {
        level: [
            Thing(f"{level} without administrator", (world.rows["without"][level].pk,)),
            Thing(f"{level} with one", (place.pk,), is_there=False),
            Thing("missing", (MISSING,), is_there=False),
        ]
        for level, place in with_someone.items()
    }


def foreign(world):
    return {
        "another municipality": world.municipalities["away"].pk,
        "another's system": world.programmes["three"].system.code,
    }
