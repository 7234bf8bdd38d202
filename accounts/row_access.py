"""One's colleagues; the people at partners are known to the municipalities."""

from tenancy.policies import ALL, MUNICIPALITY, NOTHING, PARTNER, READS_ALL, WRITES_ALL, Reach, Rows
from tenancy.row_access import BY_ME, MUNICIPALITIES, OURS, added, own

# Without it, what belongs to no municipality would be there for those without a scope.
SOMEWHERE = f"{MUNICIPALITY} IS NOT NULL"
OPERATOR = "SELECT id FROM organisations_partner WHERE is_operator"


def of_people(column: str) -> Rows:
    """What people sign in with; a colleague's is there for those who administer it."""
    theirs = f"{column} IN (SELECT id FROM accounts_user WHERE municipality_id = {MUNICIPALITY})"
    partners = f"{column} IN (SELECT id FROM accounts_user WHERE partner_id = {PARTNER})"
    return Rows(own(theirs), own(partners), WRITES_ALL, WRITES_ALL)


TABLES = {
    "accounts_user": Rows(
        municipal=Reach(f"{OURS} OR (municipality_id IS NULL AND {SOMEWHERE})", OURS),
        central=Reach(
            f"municipality_id = ANY ({MUNICIPALITIES}) OR partner_id = {PARTNER}"
            f" OR partner_id IN ({OPERATOR})",
            f"partner_id = {PARTNER}",
        ),
        national=WRITES_ALL,
        sign_in=Reach(ALL, ALL, verbs=("UPDATE",), columns=("password", "last_login", "email")),
    ),
    "accounts_userevent": Rows(Reach(OURS), Reach(f"partner_id = {PARTNER}"), READS_ALL, NOTHING),
    # Everyone adds to the log in their own name; who is signing in reads nothing of it.
    "accounts_auditentry": Rows(
        municipal=added(OURS, f"{OURS} AND {BY_ME}"),
        central=added(f"partner_id = {PARTNER}", f"partner_id = {PARTNER} AND {BY_ME}"),
        national=added(ALL, ALL),
        sign_in=added("", ALL),
    ),
    "account_emailaddress": of_people("user_id"),
    "account_emailconfirmation": Rows(
        *(own("email_address_id IN (SELECT id FROM account_emailaddress)"),) * 2,
        WRITES_ALL,
        WRITES_ALL,
    ),
    "mfa_authenticator": of_people("user_id"),
    "usersessions_usersession": of_people("user_id"),
}
