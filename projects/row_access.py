"""A partner reaches the programmes of its systems, a municipality those it has a project in."""

from tenancy.policies import ALL, PARTNER, WRITES_ALL, Reach, Rows
from tenancy.row_access import (
    BY_ME,
    CONFINED,
    OF_A_MUNICIPALITY,
    OF_A_PROGRAMME,
    OUR_PROGRAMMES,
    OURS,
    PROGRAMMES,
    added,
    own,
)

# Asked once for each query by the policies, so that both know what was made a moment ago.
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
CALLERS = {
    "fremdrift_programmes()": CONFINED,
    "fremdrift_municipalities()": CONFINED,
}

OUR_SYSTEMS = f"system_id IN (SELECT id FROM organisations_system WHERE supplier_id = {PARTNER})"

TABLES = {
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
}
