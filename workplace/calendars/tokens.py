"""The secret in a calendar's address: creating it, hashing it, and finding its person.

A calendar program cannot sign in, so the address alone identifies the person. The database role
for signing in reaches no table of anyone's work; a function of the owner's returns the person of
an address, and nothing else.
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
    """Return 256 random bits as text that needs no quoting in an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return the hash that is stored; a token that long needs no salt and no slow function."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_behind(rest: str) -> User | None:
    """Return the person of ``<token>.ics``, or None; called in the scope of signing in.

    Wrong, renewed and stopped addresses, and those of people who have left, all cost one hash and
    one query.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT fremdrift_calendar_person(%s)", [hash_of(rest.removesuffix(SUFFIX))])
        person = cursor.fetchone()[0]
    if person is None:
        return None
    found: User | None = User.objects.filter(pk=person, is_active=True).first()
    return found
