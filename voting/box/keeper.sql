-- What may be asked of the ballot boxes, each of which is a schema box_<poll>. Whoever owns these
-- functions, the keeper, reads and writes the boxes; the site's own role may call them and nothing
-- else. So it can put a ballot in and fetch it by its tracker, and can neither list the rows of a
-- box nor see the order or the transaction (ctid, xmin) that they came in.
--
-- A function looks for tables in the poll's schema only; pg_temp stands last, so that nobody slips
-- a table of their own in front. Locks come before any reading: each statement of a function sees
-- what was stored before it began.

CREATE SCHEMA IF NOT EXISTS ballot_boxes;

CREATE OR REPLACE FUNCTION ballot_boxes.place(poll uuid) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT 'box_' || replace(poll::text, '-', '') || ', pg_temp' $$;

CREATE OR REPLACE FUNCTION ballot_boxes.make(poll uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE 'CREATE SCHEMA box_' || replace(poll::text, '-', '');
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  CREATE TABLE participation (
    ref bytea PRIMARY KEY CHECK (length(ref) = 16), channel smallint NOT NULL,
    proof bytea NOT NULL CHECK (length(proof) = 16));
  CREATE TABLE pending (
    t bytea PRIMARY KEY CHECK (length(t) = 10), sealed bytea NOT NULL, mine bytea NOT NULL);
  CREATE TABLE box (
    t bytea PRIMARY KEY CHECK (length(t) = 10), sealed bytea NOT NULL, mine bytea NOT NULL);
  CREATE TABLE door (one smallint PRIMARY KEY CHECK (one = 1), is_open boolean NOT NULL);
  INSERT INTO door VALUES (1, true);
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.lock_for_writing(poll uuid, member_mark bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN -- mixing and closing wait for this; and for each member one call at a time
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  LOCK TABLE participation IN ROW EXCLUSIVE MODE;
  IF member_mark IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(('x' || encode(substr(member_mark, 1, 8), 'hex'))::bit(64)::bigint);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.put_in(
  poll uuid, member_mark bytea, code_proof bytea, tracker bytea, sealed_ballot bytea, own_copy bytea
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE known record;
BEGIN
  PERFORM ballot_boxes.lock_for_writing(poll, member_mark);
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  SELECT proof, channel INTO known FROM participation WHERE ref = member_mark;
  IF FOUND THEN
    RETURN CASE WHEN known.channel <> 1 THEN 'voted_on_paper'
                WHEN known.proof = code_proof THEN 'again' ELSE 'voted_before' END;
  END IF;
  IF NOT (SELECT is_open FROM door) THEN
    RETURN 'closed';
  END IF;
  IF EXISTS (SELECT FROM box WHERE t = tracker) THEN
    RETURN 'code_in_use';
  END IF;
  INSERT INTO pending VALUES (tracker, sealed_ballot, own_copy) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN 'code_in_use';
  END IF;
  INSERT INTO participation VALUES (member_mark, 1, code_proof);
  RETURN 'recorded';
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.own_copy(poll uuid, tracker bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  LOCK TABLE participation, pending, box IN ACCESS SHARE MODE;
  RETURN (SELECT mine FROM pending WHERE t = tracker
          UNION ALL SELECT mine FROM box WHERE t = tracker);
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.took_part(poll uuid, member_mark bytea, code_proof bytea)
RETURNS boolean -- without a proof: with whatever code
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  LOCK TABLE participation IN ACCESS SHARE MODE;
  RETURN EXISTS (SELECT FROM participation
                 WHERE ref = member_mark AND (code_proof IS NULL OR proof = code_proof));
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.replace(
  poll uuid, tracker bytea, sealed_ballot bytea, new_copy bytea
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ballot_boxes.lock_for_writing(poll, NULL);
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  IF NOT (SELECT is_open FROM door) THEN
    RETURN false;
  END IF;
  UPDATE pending SET sealed = sealed_ballot, mine = new_copy WHERE t = tracker;
  IF NOT FOUND THEN
    UPDATE box SET sealed = sealed_ballot, mine = new_copy WHERE t = tracker;
  END IF;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.take_out(
  poll uuid, member_mark bytea, code_proof bytea, tracker bytea
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ballot_boxes.lock_for_writing(poll, member_mark);
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  IF NOT (SELECT is_open FROM door) OR NOT EXISTS (
    SELECT FROM pending WHERE t = tracker UNION ALL SELECT FROM box WHERE t = tracker
  ) THEN
    RETURN false;
  END IF;
  DELETE FROM participation WHERE ref = member_mark AND proof = code_proof;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM pending WHERE t = tracker;
  IF NOT FOUND THEN
    DELETE FROM box WHERE t = tracker;
  END IF;
  RETURN FOUND;
END $$;

-- Paper: who takes part in which batch of envelopes. Channel 1 is the web, 2 paper, 4 paper and told.

CREATE OR REPLACE FUNCTION ballot_boxes.mark(poll uuid, member_mark bytea, batch bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE known record;
BEGIN
  PERFORM ballot_boxes.lock_for_writing(poll, member_mark);
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  SELECT proof, channel INTO known FROM participation WHERE ref = member_mark;
  IF FOUND THEN
    RETURN CASE WHEN known.channel = 1 THEN 'voted_online'
                WHEN known.proof = batch THEN 'again' ELSE 'registered_before' END;
  END IF;
  IF NOT (SELECT is_open FROM door) THEN
    RETURN 'closed';
  END IF;
  INSERT INTO participation VALUES (member_mark, 2, batch);
  RETURN 'made';
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.unmark(poll uuid, member_mark bytea, batch bytea)
RETURNS integer -- without a member: the whole batch
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE taken_out integer;
BEGIN
  PERFORM ballot_boxes.lock_for_writing(poll, member_mark);
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  DELETE FROM participation
    WHERE proof = batch AND channel <> 1 AND (member_mark IS NULL OR ref = member_mark);
  GET DIAGNOSTICS taken_out = ROW_COUNT;
  RETURN taken_out;
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.marked(poll uuid, batch bytea)
RETURNS TABLE (member_mark bytea, is_told boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  LOCK TABLE participation IN ACCESS SHARE MODE;
  RETURN QUERY SELECT ref, channel = 4 FROM participation
    WHERE proof = batch AND channel <> 1 ORDER BY ref;
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.batch_of(poll uuid, member_mark bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  LOCK TABLE participation IN ACCESS SHARE MODE;
  RETURN (SELECT proof FROM participation WHERE ref = member_mark AND channel <> 1);
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.note_told(poll uuid, member_mark bytea, batch bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ballot_boxes.lock_for_writing(poll, member_mark);
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  UPDATE participation SET channel = 4
    WHERE ref = member_mark AND proof = batch AND channel = 2;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.mix(poll uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE moved bigint;
BEGIN
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  LOCK TABLE participation, pending, box IN ACCESS EXCLUSIVE MODE;
  moved := (SELECT count(*) FROM pending);
  CREATE TEMPORARY TABLE all_people ON COMMIT DROP AS SELECT * FROM participation;
  CREATE TEMPORARY TABLE all_ballots ON COMMIT DROP AS
    SELECT * FROM pending UNION ALL SELECT * FROM box;
  TRUNCATE participation, pending, box;
  INSERT INTO participation SELECT * FROM pg_temp.all_people ORDER BY ref;
  INSERT INTO box SELECT * FROM pg_temp.all_ballots ORDER BY t;
  RETURN moved;
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.shut(poll uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  LOCK TABLE participation IN EXCLUSIVE MODE; -- waits for every cast that is under way
  UPDATE door SET is_open = false;
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.sizes(poll uuid)
RETURNS TABLE (people bigint, waiting bigint, mixed bigint, on_paper bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  LOCK TABLE participation, pending, box IN ACCESS SHARE MODE;
  RETURN QUERY SELECT (SELECT count(*) FROM participation), (SELECT count(*) FROM pending),
                      (SELECT count(*) FROM box),
                      (SELECT count(*) FROM participation WHERE channel <> 1);
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.sealed_after(poll uuid, last_seen bytea, at_most integer)
RETURNS TABLE (tracker bytea, sealed_ballot bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('search_path', ballot_boxes.place(poll), true);
  LOCK TABLE participation, pending, box IN ACCESS SHARE MODE;
  RETURN QUERY SELECT t, sealed FROM box WHERE t > last_seen ORDER BY t LIMIT at_most;
END $$;

CREATE OR REPLACE FUNCTION ballot_boxes.destroy(poll uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE 'DROP SCHEMA IF EXISTS box_' || replace(poll::text, '-', '') || ' CASCADE';
END $$;

REVOKE ALL ON SCHEMA ballot_boxes FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ballot_boxes FROM PUBLIC;
