-- Gives the boxes to a keeper of their own: a role that nobody signs in as. Run once when the site
-- is set up, and again at each upgrade, by a role that may create roles.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{keeper_name}') THEN
    CREATE ROLE {keeper} NOLOGIN NOINHERIT;
  END IF;
END $$;

GRANT {keeper} TO CURRENT_USER;
GRANT CREATE, TEMPORARY ON DATABASE {database} TO {keeper};
ALTER SCHEMA ballot_boxes OWNER TO {keeper};

DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
             JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'ballot_boxes' LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO {keeper}', one.name);
  END LOOP;
  FOR one IN SELECT nspname AS name FROM pg_namespace WHERE nspname ~ '^box_[0-9a-f]{32}$' LOOP
    EXECUTE format('ALTER SCHEMA %I OWNER TO {keeper}', one.name);
  END LOOP;
  FOR one IN SELECT schemaname, tablename FROM pg_tables
             WHERE schemaname ~ '^box_[0-9a-f]{32}$' LOOP
    EXECUTE format('ALTER TABLE %I.%I OWNER TO {keeper}', one.schemaname, one.tablename);
  END LOOP;
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    -- No statement of the site and none of its values goes into the server's log.
    FOR one IN SELECT * FROM (VALUES ('log_statement', 'none'), ('log_duration', 'off'),
        ('log_min_duration_statement', '-1'), ('log_min_duration_sample', '-1'),
        ('log_transaction_sample_rate', '0'), ('log_parameter_max_length', '0'),
        ('log_parameter_max_length_on_error', '0'), ('log_min_error_statement', 'panic'),
        ('log_error_verbosity', 'terse')
      ) AS quiet (name, value) LOOP
      EXECUTE format('ALTER ROLE {site} IN DATABASE {database} SET %s = %L', one.name, one.value);
    END LOOP;
  END IF;
  IF CURRENT_USER <> '{site_name}' THEN
    REVOKE {keeper} FROM {site};
  END IF;
END $$;

GRANT USAGE ON SCHEMA ballot_boxes TO {site};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ballot_boxes TO {site};
REVOKE EXECUTE ON FUNCTION ballot_boxes.lock_for_writing(uuid, bytea) FROM {site};
