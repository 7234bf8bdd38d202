from allauth.mfa.models import Authenticator

from tests.matrix.canary import canary
from tests.matrix.people import MUNICIPALITIES
from tests.matrix.route import library
from tests.matrix.things import MISSING, Thing

ROUTES = {
    "account_login": library(is_open=True),
    "account_logout": library(is_open=True),
    "account_signup": library(is_open=True),
    "account_inactive": library(is_open=True),
    "account_email_verification_sent": library(is_open=True),
    "account_confirm_email": library("key", is_open=True),
    "account_change_email": library("key", is_open=True),
    "account_reset_password": library(is_open=True),
    "account_reset_password_done": library(is_open=True),
    "account_reset_password_from_key": library("reset", is_open=True),
    "account_reset_password_from_key_done": library(is_open=True),
    "account_*": library(),
    "mfa_edit_webauthn": library("passkey"),
    "mfa_remove_webauthn": library("passkey"),
    "mfa_login_webauthn": library(is_open=True),
    "mfa_*": library(),
    "usersessions_*": library(),
}


def fill_municipality(world, place):
    world.rows["passkey"][place] = Authenticator.objects.create(
        user=world.user("owner", place),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": f"Nøgle {canary(place, 'one', 'people')}", "credential": {}},
    )


def things(world):
    return {
        "person": persons_of(world),
        "passkey": [
            Thing(f"passkey {place}", (key.pk,), place=place)
            for place, key in world.rows["passkey"].items()
        ],
        "key": [Thing("no such key", ("findes-ikke",))],
        "reset": [Thing("no such key", ("1", "abc-def"))],
    }


def persons_of(world):
    found = [
        Thing(f"the reader {place}", (world.user("reader", place).pk,), "person", place)
        for place in MUNICIPALITIES
    ]
    found += [
        Thing(f"the consultant {place}", (world.user("consultant", place).pk,), "person", place)
        for place in world.partners
    ]
    return [*found, Thing("missing", (MISSING,), is_missing=True)]


def foreign(world):
    return {
        "a person of another municipality": world.user("contributor", "away").pk,
        "a person of the supplier": world.user("consultant", "one").pk,
        "one who has left": world.user("deactivated", "home").pk,
    }
