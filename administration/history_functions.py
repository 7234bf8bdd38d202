"""The only changes of history: SQL functions that run as the tables' owner.

The portal's own roles only read history. Each function checks that what it removes is due; at
least a month old, whatever the settings.
"""

from tenancy.database_roles import DatabaseRole

# The name of someone who has left, and an address that does not exist (RFC 6761: .invalid). The
# function below accepts no others.
PSEUDONYM = "Tidligere medarbejder %s"
PSEUDONYM_ADDRESS = "tidligere-%s@pseudonym.invalid"
LEAST_DAYS = 30

FUNCTIONS = """
CREATE OR REPLACE FUNCTION fremdrift_forget_name(person bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE told bigint;
BEGIN
  PERFORM FROM accounts_user WHERE id = person AND NOT is_active
    AND deactivated_at <= now() - interval '30 days' AND pseudonymised_at IS NOT NULL
    AND name = format('Tidligere medarbejder %s', id)
    AND email = format('tidligere-%s@pseudonym.invalid', id);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'user % has not left long ago and been pseudonymised', person;
  END IF;
  PERFORM set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger
    WHERE tgrelid = 'accounts_userevent'::regclass AND tgname LIKE 'pgtrigger_append_only_%'),
    true);
  UPDATE accounts_userevent SET name = now_known.name, email = now_known.email
    FROM accounts_user now_known WHERE now_known.id = person AND pgh_obj_id = person
    AND (accounts_userevent.name, accounts_userevent.email)
      IS DISTINCT FROM (now_known.name, now_known.email);
  GET DIAGNOSTICS told = ROW_COUNT;
  PERFORM set_config('pgtrigger.ignore', '', true);
  RETURN told;
END $$;
CREATE OR REPLACE FUNCTION fremdrift_forget_addresses(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE history regclass; told bigint; every bigint := 0;
BEGIN
  IF before > now() - interval '30 days' THEN
    RAISE EXCEPTION 'addresses of the last 30 days stay in history';
  END IF;
  PERFORM set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger
    WHERE tgname LIKE 'pgtrigger_append_only_%'), true);
  FOR history IN SELECT attrelid::regclass FROM pg_attribute JOIN pg_class ON oid = attrelid
    WHERE attname = 'pgh_context' AND relkind = 'r' AND relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('UPDATE %s SET pgh_context = pgh_context - ''address'''
      ' WHERE pgh_created_at < $1 AND pgh_context ? ''address''', history) USING before;
    GET DIAGNOSTICS told = ROW_COUNT;
    every := every + told;
  END LOOP;
  UPDATE accounts_auditentry SET address = NULL WHERE at < before AND address IS NOT NULL;
  GET DIAGNOSTICS told = ROW_COUNT;
  every := every + told;
  PERFORM set_config('pgtrigger.ignore', '', true);
  RETURN every;
END $$;
"""
CALLERS = {
    "fremdrift_forget_name(bigint)": str(DatabaseRole.NATIONAL),
    "fremdrift_forget_addresses(timestamptz)": str(DatabaseRole.NATIONAL),
}
