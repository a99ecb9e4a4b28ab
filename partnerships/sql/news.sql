-- What is new in the registry; see partnerships/tally/changes.py. Asked before every answer, so it is planned only once, by the
-- index even while there is nothing yet.

-- What transactions from `seen` on have changed: partnerships with their versions, and transactions that changed names.
-- `since` is the oldest that was not finished; what an unfinished one changes will be seen from there. All as of one moment,
-- because a stable function sees what the statement sees that calls it.
CREATE OR REPLACE FUNCTION registry_news(
  seen xid8, OUT since text, OUT partnerships integer[], OUT versions bigint[], OUT named bigint[])
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  known pg_snapshot := pg_current_snapshot();
  beyond xid8 := pg_snapshot_xmax(known);
BEGIN
  since := pg_snapshot_xmin(known)::text;
  SELECT coalesce(array_agg(partnership_id::integer ORDER BY partnership_id), '{}'),
         coalesce(array_agg(version ORDER BY partnership_id), '{}')
  INTO partnerships, versions FROM partnerships_searchchange WHERE changed >= seen AND changed < beyond;
  named := ARRAY(SELECT changed::text::bigint FROM partnerships_searchnaming WHERE changed >= seen AND changed < beyond);
END $$;
