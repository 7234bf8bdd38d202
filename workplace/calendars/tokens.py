"""The secret in a calendar's address: made, recognised, and led back to its person.

A calendar program cannot sign in, so it is not known who asks until the address has said it.
Whoever is signing in reaches no table of anyone's work; a function of the owner's tells them
whose address it is, and nothing else.
"""

import hashlib
import secrets

from django.db import connection

from accounts.models import User
from tenancy.database_roles import DatabaseRole

SUFFIX = ".ics"
FUNCTIONS = """
CREATE OR REPLACE FUNCTION fremdrift_calendar_person(the_hash text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT feed.user_id FROM workplace_calendarfeed feed
    JOIN accounts_user person ON person.id = feed.user_id AND person.is_active
    WHERE feed.token_hash = the_hash);
END $$;
"""
CALLERS = {"fremdrift_calendar_person(text)": DatabaseRole.SIGN_IN.value}


def new_token() -> str:
    """Return 256 bits of chance, as letters that an address can hold."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what is kept of a token. One that long needs no salt and no slow function."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_behind(rest: str) -> User | None:
    """Return whose calendar ``<token>.ics`` is, or None; to be asked in the scope of signing in.

    A wrong, a renewed and a stopped address, and that of somebody who has left, all cost one
    hash and one question that finds nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT fremdrift_calendar_person(%s)", [hash_of(rest.removesuffix(SUFFIX))])
        person = cursor.fetchone()[0]
    if person is None:
        return None
    found: User | None = User.objects.filter(pk=person, is_active=True).first()
    return found
