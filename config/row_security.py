"""Who reaches which rows of which table: the whole of it, as PostgreSQL holds it.

Read with accounts/rights.py, which says what a person may do with what they reach. Each table
names four scopes (tenancy/scope.py): a municipality's people, a partner's, the operator's with
the jobs, and whoever is signing in. Tests hold this to the database's own catalogue.
"""

from administration import history_functions
from roles import vacancies
from tenancy.database_roles import DatabaseRole
from tenancy.policies import (
    ALL,
    MUNICIPALITY,
    NOTHING,
    PARTNER,
    READS_ALL,
    USER,
    WRITES_ALL,
    Reach,
    Rows,
    RowSecurity,
)
from workplace.calendars import tokens as calendar_tokens

PROGRAMMES = "(SELECT fremdrift_programmes())::bigint[]"
MUNICIPALITIES = "(SELECT fremdrift_municipalities())::bigint[]"

# Asked once a query by the policies below, so that both know what was made a moment ago.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION fremdrift_programmes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  our_municipality bigint := nullif(current_setting('fremdrift.municipality', true), '');
  our_partner bigint := nullif(current_setting('fremdrift.partner', true), '');
BEGIN
  IF our_municipality IS NOT NULL THEN
    RETURN (SELECT coalesce(array_agg(programme_id), '{}') FROM projects_project
      WHERE municipality_id = our_municipality);
  END IF;
  RETURN (SELECT coalesce(array_agg(programme.id), '{}') FROM projects_programme programme
    JOIN organisations_system system ON system.id = programme.system_id
    WHERE system.supplier_id = our_partner);
END $$;
CREATE OR REPLACE FUNCTION fremdrift_municipalities() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT municipality_id), '{}') FROM projects_project
    WHERE programme_id = ANY (fremdrift_programmes()));
END $$;
"""
CALLERS = f"{DatabaseRole.RUNTIME}, {DatabaseRole.CENTRAL}"

OURS = f"municipality_id = {MUNICIPALITY}"
# Without it, what belongs to no municipality would be there for those without a scope.
SOMEWHERE = f"{MUNICIPALITY} IS NOT NULL"
OUR_PROGRAMMES = f"programme_id = ANY ({PROGRAMMES})"
OUR_SYSTEMS = f"system_id IN (SELECT id FROM organisations_system WHERE supplier_id = {PARTNER})"
BY_ME = f"(by_id IS NULL OR by_id = {USER})"
COLLEAGUES = f"SELECT id FROM accounts_user WHERE partner_id = {PARTNER}"
OPERATOR = "SELECT id FROM organisations_partner WHERE is_operator"


def own(condition: str) -> Reach:
    """Rows that are both read and written."""
    return Reach(condition, condition)


SHARED = Rows(READS_ALL, READS_ALL, WRITES_ALL, READS_ALL, is_shared=True)
# Django's own tables, of which only the owner writes one.
READ_ONLY = Rows(READS_ALL, READS_ALL, READS_ALL, READS_ALL, is_shared=True)
EVERYONES = Rows(WRITES_ALL, WRITES_ALL, WRITES_ALL, WRITES_ALL, is_shared=True)

OF_A_PROGRAMME = Rows(
    municipal=Reach(OUR_PROGRAMMES), central=own(OUR_PROGRAMMES), national=WRITES_ALL
)
# The partners' own work with a programme.
OF_PARTNERS = Rows(central=own(OUR_PROGRAMMES), national=WRITES_ALL)
# What people of the municipality add, change and remove; partners look on.
OF_A_MUNICIPALITY = Rows(municipal=own(OURS), central=Reach(OUR_PROGRAMMES), national=WRITES_ALL)
# What hangs on a task is reached with it: local tasks can be kept from partners.
WITH_ITS_TASK = (
    f"{OUR_PROGRAMMES} AND EXISTS (SELECT FROM tasks_task theirs WHERE theirs.id = task_id)"
)
OF_A_TASK = Rows(municipal=own(OURS), central=Reach(WITH_ITS_TASK), national=WRITES_ALL)
# What a municipality has for itself alone, though jobs of the portal read it.
OF_ONESELF = Rows(municipal=own(f"{OURS} AND user_id = {USER}"), national=WRITES_ALL)
IN_MY_NAME = f"written_by_id = {USER}"
WORDS = ("text", "edited_at", "deleted_at", "deleted_by_id")
IS_LOCAL, IS_SHARED = "shared_task_id IS NULL", "shared_task_id IS NOT NULL"
PUBLISHED = f"published_at IS NOT NULL AND {OUR_PROGRAMMES}"


def kept(municipal: tuple[str, ...], central: tuple[str, ...]) -> Rows:
    """A municipality's rows in a programme, which both sides may do these things to, no more."""
    return Rows(
        municipal=Reach(OURS, OURS, verbs=municipal),
        central=Reach(OUR_PROGRAMMES, OUR_PROGRAMMES, verbs=central),
        national=WRITES_ALL,
    )


# What both sides of a task bring in line with what they change.
DATES_AND_LIGHT = (
    *("starts_on", "due_on", "shared_starts_on", "shared_due_on", "revision"),
    *("warns_on", "light", "light_since", "light_changes_on", "light_told_on"),
)
# Of a task the centre moves what publishing gave it and what follows from that, no more.
FROM_THE_CENTRE = (*("phase_id", "theme_id", "priority", "kind", "is_withdrawn"), *DATES_AND_LIGHT)
# And the municipality what it does with it.
IN_THE_MUNICIPALITY = (
    *("status", "not_relevant_reason", "completed_at", "completed_by_id", "completed_version"),
    *("responsible_id", "executor_id", "due_reason"),
    # Of its own tasks only: see the trigger beside the model.
    *("local_title", "phase_id", "theme_id", "priority", "kind", "is_private"),
    *DATES_AND_LIGHT,
)


def added(read: str, write: str) -> Reach:
    """Rows that are read and added, and never changed or removed."""
    return Reach(read, write, verbs=("INSERT",))


def of_shared_tasks(column: str) -> Rows:
    """Rows that hang on a shared task and are reached with it."""
    # By key for each row: with IN, PostgreSQL would first gather every shared task in reach.
    with_theirs = f"EXISTS (SELECT FROM shared_tasks_sharedtask theirs WHERE theirs.id = {column})"
    return Rows(municipal=Reach(with_theirs), central=own(with_theirs), national=WRITES_ALL)


def of_people(column: str) -> Rows:
    """What people sign in with; a colleague's is there for whoever administers it."""
    theirs = f"{column} IN (SELECT id FROM accounts_user WHERE municipality_id = {MUNICIPALITY})"
    partners = f"{column} IN (SELECT id FROM accounts_user WHERE partner_id = {PARTNER})"
    return Rows(own(theirs), own(partners), WRITES_ALL, WRITES_ALL)


TABLES = {
    # organisations: known to all
    "organisations_region": SHARED,
    "organisations_municipality": SHARED,
    "organisations_municipalityregion": SHARED,
    "organisations_partner": SHARED,
    "organisations_system": SHARED,
    # accounts: one's colleagues; the people at partners are known to the municipalities
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
    # Everyone adds to the log in their own name; whoever is signing in reads nothing of it.
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
    # notifications
    "notifications_notification": Rows(
        municipal=own(OURS),
        # A consultant tells the municipalities of their programmes, and reads what they are told.
        central=Reach(
            f"recipient_id = {USER}",
            f"municipality_id = ANY ({MUNICIPALITIES}) OR recipient_id IN ({COLLEAGUES})",
            verbs=("INSERT",),
        ),
        national=WRITES_ALL,
    ),
    "notifications_jobrun": Rows(READS_ALL, READS_ALL, WRITES_ALL, is_shared=True),
    # roles: partners do not see who holds them
    "roles_role": SHARED,
    "roles_roleassignment": Rows(municipal=own(OURS), national=WRITES_ALL),
    # projects and their programmes
    "projects_programme": Rows(
        municipal=Reach(f"id = ANY ({PROGRAMMES})"),
        central=own(OUR_SYSTEMS),
        national=WRITES_ALL,
    ),
    "projects_wave": OF_A_PROGRAMME,
    "projects_blackout": OF_A_PROGRAMME,
    # A municipality that could give itself a project would reach the programme with it. Whoever
    # changes tasks locks their project, which takes the right to change a column of it: here the
    # one that no two rows share, so that wave and go-live stay the centre's. What partners see of
    # its own tasks a municipality decides.
    "projects_project": Rows(
        municipal=Reach(OURS, OURS, verbs=("UPDATE",), columns=("id", "shows_local_tasks")),
        central=Reach(OUR_PROGRAMMES, OUR_PROGRAMMES, verbs=("INSERT", "UPDATE")),
        national=WRITES_ALL,
    ),
    "projects_projectmember": OF_A_MUNICIPALITY,
    # Partners' people leave a trace where they look, and the municipality reads it.
    "projects_visit": Rows(
        municipal=Reach(OURS),
        central=added(f"partner_id = {PARTNER}", f"partner_id = {PARTNER} AND {BY_ME}"),
        national=added(ALL, BY_ME),
    ),
    "phases_phase": OF_A_PROGRAMME,
    "phases_theme": OF_A_PROGRAMME,
    # authoring: files with plans are their programme's, and no municipality's
    "authoring_planimport": Rows(central=own(OUR_PROGRAMMES), national=WRITES_ALL),
    # tasks: drafts are their programme's, and internal notes the municipality's alone
    "shared_tasks_sharedtask": Rows(
        municipal=Reach(PUBLISHED), central=own(OUR_PROGRAMMES), national=WRITES_ALL
    ),
    "shared_tasks_sharedtask_involved_roles": of_shared_tasks("sharedtask_id"),
    "shared_tasks_sharedtaskattachment": of_shared_tasks("shared_task_id"),
    "shared_tasks_sharedtasklink": of_shared_tasks("shared_task_id"),
    "shared_tasks_sharedtaskversion": Rows(
        municipal=Reach(OUR_PROGRAMMES),
        central=added(OUR_PROGRAMMES, OUR_PROGRAMMES),
        national=WRITES_ALL,
    ),
    "shared_tasks_publication": OF_PARTNERS,
    "shared_tasks_sharedtaskreceiver": OF_PARTNERS,
    # Publishing adds shared tasks, and a municipality its own; what becomes of them is its.
    "tasks_task": Rows(
        municipal=Reach(
            OURS,
            OURS,
            columns=IN_THE_MUNICIPALITY,
            only=dict.fromkeys(("INSERT", "DELETE"), f"{OURS} AND {IS_LOCAL}"),
        ),
        central=Reach(
            f"{OUR_PROGRAMMES} AND NOT is_private",
            f"{OUR_PROGRAMMES} AND {IS_SHARED}",
            verbs=("INSERT", "UPDATE"),
            columns=FROM_THE_CENTRE,
        ),
        national=WRITES_ALL,
    ),
    # What happened to a local task, partners see while they see the task.
    "tasks_taskevent": Rows(
        municipal=Reach(OURS),
        central=Reach(
            f"{OUR_PROGRAMMES} AND ({IS_SHARED}"
            " OR EXISTS (SELECT FROM tasks_task theirs WHERE theirs.id = pgh_obj_id))"
        ),
        national=READS_ALL,
    ),
    "tasks_localsheet": Rows(municipal=own(OURS), national=WRITES_ALL),
    "tasks_localrole": Rows(municipal=own(OURS), national=WRITES_ALL),
    "tasks_tasklink": Rows(municipal=own(OURS), national=WRITES_ALL),
    "conversation_comment": Rows(
        municipal=Reach(
            OURS,
            OURS,
            verbs=("INSERT", "UPDATE"),
            columns=WORDS,
            only={"INSERT": f"{OURS} AND {IN_MY_NAME}"},
        ),
        central=Reach(
            WITH_ITS_TASK,
            f"{WITH_ITS_TASK} AND {IN_MY_NAME}",
            verbs=("INSERT", "UPDATE"),
            columns=WORDS,
        ),
        national=WRITES_ALL,
    ),
    "conversation_mention": Rows(
        municipal=own(OURS), central=own(OUR_PROGRAMMES), national=WRITES_ALL
    ),
    "conversation_watch": Rows(
        municipal=own(f"{OURS} AND user_id = {USER}"),
        central=own(f"{WITH_ITS_TASK} AND user_id = {USER}"),
        national=WRITES_ALL,
    ),
    "tasks_checklistitem": OF_A_TASK,
    "workplace_savedview": Rows(
        municipal=Reach(
            f"{OURS} AND (owner_id = {USER} OR is_shared)", f"{OURS} AND owner_id = {USER}"
        ),
        national=WRITES_ALL,
    ),
    "workplace_bulkchange": Rows(
        municipal=own(f"{OURS} AND made_by_id = {USER}"), national=WRITES_ALL
    ),
    "workplace_mypagevisit": OF_ONESELF,
    "tasks_seenversion": OF_ONESELF,
    "workplace_calendarfeed": OF_ONESELF,
    "tasks_taskfile": OF_A_TASK,
    "tasks_projectfigures": kept(("INSERT", "UPDATE"), ("INSERT", "UPDATE")),
    "tasks_internalnotes": Rows(municipal=own(OURS)),
    # of libraries
    "django_session": EVERYONES,
    "pghistory_context": Rows(),  # the triggers alone: every event says its context itself
    "django_migrations": READ_ONLY,
    "django_content_type": READ_ONLY,
    "django_admin_log": Rows(national=WRITES_ALL, is_shared=True),
    # Django makes them for permissions that nobody is given: rights are in accounts/rights.py.
    "auth_permission": READ_ONLY,
    "auth_group": READ_ONLY,
    "auth_group_permissions": READ_ONLY,
}

ROW_SECURITY = RowSecurity(
    TABLES,
    FUNCTIONS + history_functions.FUNCTIONS + vacancies.FUNCTIONS + calendar_tokens.FUNCTIONS,
    {
        "fremdrift_programmes()": CALLERS,
        "fremdrift_municipalities()": CALLERS,
        **history_functions.KEEPERS,
        **vacancies.CALLERS,
        **calendar_tokens.CALLERS,
    },
)
