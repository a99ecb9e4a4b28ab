-- What the database derives from a partnership, and how it stays right by whatever way data comes in.
-- See partnerships/search.py for what it is for. Texts are found by the names of their columns
-- (title_en, name_fr, …), so a new language needs no change here.
--
-- An edit of this file needs a migration that runs it again; a test compares the file with the last such migration.

CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- One text-search configuration a language: accents folded, then its stemmer. Others are not stemmed.
DO $$
DECLARE language record;
BEGIN
  FOR language IN SELECT * FROM (VALUES
      ('en', 'english'), ('fr', 'french'), ('es', 'spanish'), ('pt', 'portuguese'), ('ar', 'arabic'), ('ru', 'russian'),
      ('simple', 'simple')) AS known (code, base) LOOP
    IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'registry_' || language.code) THEN
      EXECUTE format('CREATE TEXT SEARCH CONFIGURATION registry_%s (COPY = %s)', language.code, language.base);
      EXECUTE format(
        'ALTER TEXT SEARCH CONFIGURATION registry_%s ALTER MAPPING FOR hword, hword_part, word WITH unaccent, %s',
        language.code, CASE language.base WHEN 'simple' THEN 'simple' ELSE language.base || '_stem' END);
    END IF;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION registry_config(language text) RETURNS regconfig
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE left(language, 2)
    WHEN 'en' THEN 'registry_en'::regconfig WHEN 'fr' THEN 'registry_fr'::regconfig WHEN 'es' THEN 'registry_es'::regconfig
    WHEN 'pt' THEN 'registry_pt'::regconfig WHEN 'ar' THEN 'registry_ar'::regconfig WHEN 'ru' THEN 'registry_ru'::regconfig
    ELSE 'registry_simple'::regconfig END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_proc WHERE proname = 'registry_concat') THEN
    CREATE AGGREGATE registry_concat (tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');
  END IF;
END $$;

-- A text with a space for every sign that joins words or that a server without a locale takes for a letter, so that the
-- parts of Dakar–Marseille, l’eau, “water”, COVID-19 and 2013-2015 are words of their own, in texts as in what is typed.
CREATE OR REPLACE FUNCTION registry_spaced(written text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(written, signs, repeat(' ', length(signs)))
  FROM (SELECT U&'-\2010\2011\2012\2013\2014\2015\2212''\2018\2019\201B\02BC\00B4`\201C\201D\201E\00AB\00BB\2039\203A\2026\00B7\2022\00B0\00BA\00A0\202F\2009' AS signs) AS known
$$;

-- The texts of one translated field of a row, each under its language's configuration and unstemmed. A phrase must not
-- run from one text into the next: after each stands a word that is taken out again, which leaves its place empty.
CREATE OR REPLACE FUNCTION registry_texts(content jsonb, field text) RETURNS tsvector
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  result tsvector := '';
  written record;
  plain text;
BEGIN
  FOR written IN SELECT key, value FROM jsonb_each_text(content) WHERE starts_with(key, field || '_') AND value <> '' ORDER BY key LOOP
    plain := registry_spaced(written.value);
    result := result || to_tsvector(registry_config(substr(written.key, length(field) + 2)), plain || ' zzqx')
                     || to_tsvector('registry_simple', plain || ' zzqx');
  END LOOP;
  RETURN ts_delete(result, 'zzqx');
END $$;

CREATE OR REPLACE FUNCTION registry_first_day(partial text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (partial || substr('0000-01-01', length(partial) + 1))::date
$$;

CREATE OR REPLACE FUNCTION registry_last_day(partial text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (registry_first_day(partial)
          + CASE length(partial) WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month' ELSE interval '1 day' END
          - interval '1 day')::date
$$;

-- The status on a day: what the last event that has taken effect by then means. Ends take effect on the last
-- day their date allows, beginnings on the first. A first contact or an evaluation changes nothing. After an end
-- that was only planned nobody knows, until somebody confirms it.
CREATE OR REPLACE FUNCTION registry_status(subject bigint, today date) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (
    WITH step AS (
      SELECT id, CASE WHEN kind = 'ended' AND qualifier = 'planned' THEN 'unknown' WHEN kind = 'ended' THEN 'ended'
                      WHEN kind = 'lapsed' THEN 'dormant' ELSE 'active' END AS status,
             CASE WHEN kind IN ('ended', 'lapsed') THEN registry_last_day(date) ELSE registry_first_day(date) END AS day
      FROM partnerships_event
      WHERE partnership_id = subject AND kind IN ('signed', 'renewed', 'started', 'resumed', 'lapsed', 'ended')
    )
    SELECT coalesce(
      (SELECT status FROM step WHERE day <= today ORDER BY day DESC, id DESC LIMIT 1),
      (SELECT 'planned' FROM step WHERE day > today AND status = 'active' LIMIT 1),
      'unknown'));
END $$;

-- The evidence level, 0 to 6: see `Evidence`.
CREATE OR REPLACE FUNCTION registry_evidence(subject bigint) RETURNS smallint
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (
    WITH known AS (
      SELECT s.kind FROM partnerships_citation c JOIN partnerships_source s ON s.id = c.source_id WHERE c.partnership_id = subject
      UNION ALL
      SELECT s.kind FROM partnerships_event e JOIN partnerships_source s ON s.id = e.source_id WHERE e.partnership_id = subject
      UNION ALL
      SELECT s.kind FROM partnerships_report r JOIN partnerships_source s ON s.id = r.source_id WHERE r.partnership_id = subject
    ), side AS (
      SELECT DISTINCT organisation_id FROM partnerships_report WHERE partnership_id = subject
    ), named AS (
      SELECT DISTINCT p.organisation_id FROM partnerships_participation p JOIN regions_organisation o ON o.id = p.organisation_id
      WHERE p.partnership_id = subject
        AND (o.kind NOT IN ('unresolved', 'place')
             OR EXISTS (SELECT FROM regions_organisation_resolved_to t WHERE t.from_organisation_id = o.id))
    )
    SELECT CASE
      WHEN NOT EXISTS (SELECT FROM known) OR (SELECT count(*) FROM named) < 2 THEN 0
      WHEN EXISTS (SELECT FROM known WHERE kind = 'evaluation') THEN 6
      WHEN EXISTS (SELECT FROM known WHERE kind = 'agreement') THEN 5
      WHEN (SELECT count(*) FROM side) >= 2 THEN 4
      WHEN EXISTS (SELECT FROM side) OR EXISTS (SELECT FROM known WHERE kind = 'report') THEN 3
      WHEN EXISTS (SELECT FROM known WHERE kind <> 'oral') THEN 2
      ELSE 1 END);
END $$;

-- Everyone who takes part, together with those a placeholder turned out to be.
CREATE OR REPLACE FUNCTION registry_side() RETURNS TABLE (partnership_id bigint, organisation_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.partnership_id, p.organisation_id FROM partnerships_participation p
  UNION
  SELECT p.partnership_id, t.to_organisation_id FROM partnerships_participation p
  JOIN regions_organisation_resolved_to t ON t.from_organisation_id = p.organisation_id
$$;

-- The codes that a partnership's own columns decide.
CREATE OR REPLACE FUNCTION registry_own_codes(p partnerships_partnership) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ARRAY['form:' || p.form, 'direction:' || p.direction, 'level:' || p.level] $$;

-- What partnerships can be filtered and found by, as `kind:value`. A theme or section stands for those above it too.
-- Only what the partnerships carry is read, by indexes: a join of whole vocabularies would cost more than one partnership.
CREATE OR REPLACE FUNCTION registry_codes(subjects bigint[]) RETURNS TABLE (partnership_id bigint, code text)
LANGUAGE plpgsql STABLE SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH RECURSIVE side AS MATERIALIZED (
    SELECT s.partnership_id, o.id, o.code, o.country_id FROM registry_side() s JOIN regions_organisation o ON o.id = s.organisation_id
    WHERE s.partnership_id = ANY (subjects)
  ), theme AS (
    SELECT r.partnership_id, r.theme_id AS id FROM partnerships_partnershiptheme r WHERE r.partnership_id = ANY (subjects)
    UNION
    SELECT theme.partnership_id, t.parent_id FROM theme JOIN partnerships_theme t ON t.id = theme.id WHERE t.parent_id IS NOT NULL
  ), region AS (
    SELECT r.partnership_id, r.region_id AS id FROM partnerships_partnership_stewards r WHERE r.partnership_id = ANY (subjects)
    UNION
    SELECT side.partnership_id, s.region_id FROM side JOIN regions_organisation_sections s ON s.organisation_id = side.id
    UNION
    -- An organisation that names no sections of its own belongs to those its country belongs to today.
    SELECT side.partnership_id, c.region_id FROM side JOIN regions_countryregion c ON c.country_id = side.country_id
    WHERE daterange(c.valid_from, c.valid_to) @> current_date
      AND NOT EXISTS (SELECT FROM regions_organisation_sections s WHERE s.organisation_id = side.id)
    UNION
    SELECT region.partnership_id, r.parent_id FROM region JOIN regions_region r ON r.id = region.id WHERE r.parent_id IS NOT NULL
  )
  SELECT theme.partnership_id, 'theme:' || t.code FROM theme JOIN partnerships_theme t USING (id)
  UNION SELECT r.partnership_id, 'main:' || t.code FROM partnerships_partnershiptheme r JOIN partnerships_theme t ON t.id = r.theme_id
        WHERE r.main AND r.partnership_id = ANY (subjects)
  UNION SELECT region.partnership_id, 'region:' || r.code FROM region JOIN regions_region r USING (id)
  UNION SELECT side.partnership_id, 'organisation:' || side.code FROM side
  UNION SELECT side.partnership_id, 'country:' || side.country_id FROM side WHERE side.country_id IS NOT NULL
  UNION SELECT r.partnership_id, 'role:' || role FROM partnerships_participation r, unnest(r.roles) AS role
        WHERE r.partnership_id = ANY (subjects)
  UNION SELECT r.partnership_id, 'target:' || r.target_id FROM partnerships_partnershiptarget r WHERE r.partnership_id = ANY (subjects)
  UNION SELECT r.partnership_id, 'goal:' || t.goal_id FROM partnerships_partnershiptarget r JOIN partnerships_target t ON t.code = r.target_id
        WHERE r.partnership_id = ANY (subjects)
  UNION SELECT r.partnership_id, 'goal:' || r.goal_id FROM partnerships_partnership_goals r WHERE r.partnership_id = ANY (subjects)
  UNION SELECT m.partnership_id, 'fund:' || f.code FROM partnerships_financing m JOIN partnerships_fund f ON f.id = m.fund_id
        WHERE m.partnership_id = ANY (subjects)
  UNION SELECT p.id, own FROM partnerships_partnership p, unnest(registry_own_codes(p)) AS own WHERE p.id = ANY (subjects);
END $$;

-- The partnership's own texts; in front of a lexeme, `@` says that the title holds it, `#` that it is a code carried,
-- `=` that it is a whole title or the code, folded. What partners, themes … are called stays with these.
CREATE OR REPLACE FUNCTION registry_vector(content jsonb, codes text[]) RETURNS tsvector
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  title tsvector := registry_texts(content, 'title') || to_tsvector('registry_simple', registry_spaced(content ->> 'code'));
BEGIN
  RETURN title || registry_texts(content, 'summary') || registry_texts(content, 'description') || registry_texts(content, 'lessons')
    || array_to_tsvector(ARRAY(
      SELECT '@' || lexeme FROM unnest(title)
      UNION SELECT '#' || code FROM unnest(codes) AS code
      UNION SELECT '=' || registry_plain(value) FROM jsonb_each_text(content)
            WHERE (key = 'code' OR starts_with(key, 'title_')) AND value <> ''));
END $$;

-- The row as it should be now. `rank` puts the better documented first and, among equals, the more recent.
CREATE OR REPLACE FUNCTION registry_rows(subjects bigint[]) RETURNS TABLE (
  partnership_id bigint, status varchar, evidence smallint, year_from smallint, year_to smallint, codes text[], vector tsvector,
  published boolean, rank smallint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH carried AS (
    SELECT c.partnership_id AS id, array_agg(c.code) AS codes FROM registry_codes(subjects) c GROUP BY 1
  )
  SELECT p.id, d.status::varchar, d.evidence, y.first, CASE WHEN d.status IN ('ended', 'unknown') THEN y.last_end END, a.codes,
         registry_vector(to_jsonb(p), a.codes), p.publication = 'published',
         (d.evidence * 256 + least(greatest(coalesce(y.latest, 0) - 1850, 0), 255))::smallint
  FROM partnerships_partnership p
  LEFT JOIN carried USING (id)
  CROSS JOIN LATERAL (SELECT registry_status(p.id, current_date) AS status, registry_evidence(p.id) AS evidence OFFSET 0) d
  CROSS JOIN LATERAL (SELECT min(left(e.date, 4))::smallint AS first, max(left(e.date, 4))::smallint AS latest,
                             (max(left(e.date, 4)) FILTER (WHERE e.kind = 'ended'))::smallint AS last_end
                      FROM partnerships_event e WHERE e.partnership_id = p.id AND e.kind <> 'evaluated') y
  CROSS JOIN LATERAL (SELECT ARRAY(SELECT unnest(carried.codes || ARRAY['status:' || d.status, 'evidence:' || d.evidence]) ORDER BY 1)
                        AS codes OFFSET 0) a
  WHERE p.id = ANY (subjects)
  ORDER BY p.id;
END $$;

-- Wait for whoever is deriving these rows, so that what they have changed is seen: else of two who add a partner at the same
-- moment the second would write a row without the first's. Very many are only derived where nobody else is at work on them.
CREATE OR REPLACE FUNCTION registry_take_turns(subjects bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF cardinality(subjects) <= 100 THEN
    PERFORM FROM partnerships_searchrow WHERE partnership_id = ANY (subjects) ORDER BY partnership_id FOR UPDATE;
  END IF;
END $$;

-- Derive anew, and write only what differs. Returns the partnerships whose row was written. For one partnership, planning
-- these queries takes longer than answering them, and one plan, by indexes, serves one partnership and ten thousand: so
-- nothing in here is planned more than once.
CREATE OR REPLACE FUNCTION registry_refresh(subjects bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  PERFORM registry_take_turns(subjects);
  RETURN QUERY
  INSERT INTO partnerships_searchrow AS r (partnership_id, status, evidence, year_from, year_to, codes, vector, published, rank)
  SELECT * FROM registry_rows(subjects)
  ON CONFLICT (partnership_id) DO UPDATE SET status = excluded.status, evidence = excluded.evidence,
    year_from = excluded.year_from, year_to = excluded.year_to, codes = excluded.codes, vector = excluded.vector,
    published = excluded.published, rank = excluded.rank
  WHERE (r.status, r.evidence, r.year_from, r.year_to, r.codes, r.vector, r.published, r.rank)
    IS DISTINCT FROM (excluded.status, excluded.evidence, excluded.year_from, excluded.year_to, excluded.codes, excluded.vector,
                      excluded.published, excluded.rank)
  RETURNING r.partnership_id;
END $$;

-- The same after a change of the partnerships' own columns: what their partners, themes, events and sources decide is taken
-- from the row, which follows these. That is most of the work.
CREATE OR REPLACE FUNCTION registry_refresh_own(subjects bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  PERFORM registry_take_turns(subjects);
  UPDATE partnerships_searchrow r SET codes = own.codes, vector = own.vector, published = own.published
  FROM (
    SELECT p.id, p.publication = 'published' AS published, a.codes, registry_vector(to_jsonb(p), a.codes) AS vector
    FROM partnerships_partnership p
    JOIN partnerships_searchrow kept ON kept.partnership_id = p.id
    CROSS JOIN LATERAL (
      SELECT ARRAY(SELECT unnest(registry_own_codes(p)) AS code UNION SELECT code FROM unnest(kept.codes) AS code
                   WHERE NOT starts_with(code, 'form:') AND NOT starts_with(code, 'direction:') AND NOT starts_with(code, 'level:')
                   ORDER BY code) AS codes OFFSET 0) a
    WHERE p.id = ANY (subjects) OFFSET 0) AS own
  WHERE r.partnership_id = own.id
    AND (r.codes, r.vector, r.published) IS DISTINCT FROM (own.codes, own.vector, own.published);
  -- A row that somebody has taken away is derived whole.
  subjects := ARRAY(SELECT p.id FROM partnerships_partnership p WHERE p.id = ANY (subjects)
                    AND NOT EXISTS (SELECT FROM partnerships_searchrow r WHERE r.partnership_id = p.id));
  IF subjects <> '{}' THEN
    PERFORM registry_refresh(subjects);
  END IF;
END $$;

-- Tell every server process, and everything kept ready about these partnerships, that they are no longer as they were.
CREATE OR REPLACE FUNCTION registry_touch(subjects bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  INSERT INTO partnerships_searchchange AS c (partnership_id, version, changed)
  SELECT DISTINCT id, nextval('registry_version'), pg_current_xact_id() FROM unnest(subjects) AS id ORDER BY id
  ON CONFLICT (partnership_id) DO UPDATE SET version = excluded.version, changed = excluded.changed;
END $$;

-- The triggers' argument is a query for the partnerships that the rows in `changed` concern.
CREATE OR REPLACE FUNCTION registry_follow() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE subjects bigint[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT id) FROM (%s) AS concerned (id) WHERE id IS NOT NULL', TG_ARGV[0]) INTO subjects;
  IF subjects IS NOT NULL THEN
    IF TG_TABLE_NAME = 'partnerships_partnership' AND TG_OP = 'UPDATE' THEN
      PERFORM registry_refresh_own(subjects);
    ELSE
      PERFORM registry_refresh(subjects);
    END IF;
    PERFORM registry_touch(subjects);
  END IF;
  RETURN NULL;
END $$;

-- For what is shown with a partnership but does not decide where it is found, such as the name of a partner.
CREATE OR REPLACE FUNCTION registry_follow_shown() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE subjects bigint[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT id) FROM (%s) AS concerned (id) WHERE id IS NOT NULL', TG_ARGV[0]) INTO subjects;
  IF subjects IS NOT NULL THEN
    PERFORM registry_touch(subjects);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION registry_forget() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM partnerships_searchrow WHERE partnership_id IN (SELECT id FROM changed);
  DELETE FROM partnerships_document WHERE partnership_id IN (SELECT id FROM changed);
  PERFORM registry_touch(ARRAY(SELECT id FROM changed));
  RETURN NULL;
END $$;

-- Number 0 says that everything has changed.
CREATE OR REPLACE FUNCTION registry_forget_all() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM registry_touch(ARRAY[0]);
  RETURN NULL;
END $$;

DO $$
DECLARE
  followed record;
  event record;
  of_organisations text := 'SELECT partnership_id FROM registry_side() WHERE organisation_id IN (%s)';
  of_code text := 'SELECT r.partnership_id FROM changed JOIN partnerships_searchrow r
                   ON r.vector @@ quote_literal(''#%1$s:'' || changed.%2$s)::tsquery';
BEGIN
  FOR followed IN SELECT * FROM (VALUES
      ('partnerships_partnership', 'SELECT id FROM changed', ''),
      ('partnerships_participation', 'SELECT partnership_id FROM changed', ''),
      ('partnerships_event', 'SELECT partnership_id FROM changed', ''),
      ('partnerships_citation', 'SELECT partnership_id FROM changed', ''),
      ('partnerships_report', 'SELECT partnership_id FROM changed', ''),
      ('partnerships_financing', 'SELECT partnership_id FROM changed', ''),
      ('partnerships_partnershiptheme', 'SELECT partnership_id FROM changed', ''),
      ('partnerships_partnershiptarget', 'SELECT partnership_id FROM changed', ''),
      ('partnerships_partnership_goals', 'SELECT partnership_id FROM changed', ''),
      ('partnerships_partnership_stewards', 'SELECT partnership_id FROM changed', ''),
      ('regions_organisation_sections', format(of_organisations, 'SELECT organisation_id FROM changed'), ''),
      ('regions_organisation_resolved_to', format(of_organisations,
         'SELECT from_organisation_id FROM changed UNION SELECT to_organisation_id FROM changed'), ''),
      ('regions_countryregion', format(of_organisations,
         'SELECT o.id FROM regions_organisation o JOIN changed USING (country_id)'), ''),
      -- Of these only some columns decide where a partnership is found: the last argument names them.
      ('regions_organisation', format(of_organisations, 'SELECT id FROM changed'), 'kind,country_id,code'),
      ('regions_region', format(of_code, 'region', 'code'), 'code,parent_id'),
      ('partnerships_source', 'SELECT c.partnership_id FROM partnerships_citation c JOIN changed ON c.source_id = changed.id
         UNION SELECT e.partnership_id FROM partnerships_event e JOIN changed ON e.source_id = changed.id
         UNION SELECT r.partnership_id FROM partnerships_report r JOIN changed ON r.source_id = changed.id', 'kind'),
      ('partnerships_theme', format(of_code, 'theme', 'code'), 'code,parent_id'),
      ('partnerships_fund', 'SELECT m.partnership_id FROM partnerships_financing m JOIN changed ON m.fund_id = changed.id', 'code')
    ) AS tables (name, concerned, columns) LOOP
    FOR event IN SELECT * FROM (VALUES
        ('insert', 'AFTER INSERT', 'NEW TABLE AS changed'), ('update', 'AFTER UPDATE', 'NEW TABLE AS new_row OLD TABLE AS old_row'),
        ('delete', 'AFTER DELETE', 'OLD TABLE AS changed')) AS kinds (name, moment, tables) LOOP
      EXECUTE format('DROP TRIGGER IF EXISTS registry_follow_%s ON %s', event.name, followed.name);
      CONTINUE WHEN followed.name = 'partnerships_partnership' AND event.name = 'delete';
      -- Nothing refers to a row that is new or gone, except through rows that are followed themselves.
      CONTINUE WHEN followed.columns <> '' AND event.name <> 'update';
      EXECUTE format(
        'CREATE TRIGGER registry_follow_%s %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION registry_follow(%L)',
        event.name, event.moment, followed.name, event.tables,
        CASE WHEN followed.columns <> '' THEN format(
               'WITH changed AS (SELECT new_row.* FROM new_row JOIN old_row USING (id) WHERE (%s) IS DISTINCT FROM (%s)) ',
               'new_row.' || replace(followed.columns, ',', ', new_row.'), 'old_row.' || replace(followed.columns, ',', ', old_row.'))
             -- What a row has left is concerned as much as what it belongs to now.
             WHEN event.name = 'update' THEN 'WITH changed AS (SELECT * FROM new_row UNION ALL SELECT * FROM old_row) '
             ELSE '' END || followed.concerned);
    END LOOP;
  END LOOP;
  FOR followed IN SELECT * FROM (VALUES
      ('regions_organisation', format(of_organisations, 'SELECT id FROM changed')),
      ('partnerships_theme', format(of_code, 'theme', 'code')),
      ('partnerships_target', format(of_code, 'target', 'code'))) AS tables (name, concerned) LOOP
    EXECUTE format('DROP TRIGGER IF EXISTS registry_shown ON %s', followed.name);
    EXECUTE format('CREATE TRIGGER registry_shown AFTER UPDATE ON %s REFERENCING NEW TABLE AS changed
                    FOR EACH STATEMENT EXECUTE FUNCTION registry_follow_shown(%L)', followed.name, followed.concerned);
  END LOOP;
END $$;

DO $$
DECLARE event text;
BEGIN
  -- Names, identifiers and countries are no longer part of a partnership's own row.
  FOREACH event IN ARRAY ARRAY['insert', 'update', 'leave', 'delete'] LOOP
    EXECUTE format('DROP TRIGGER IF EXISTS registry_follow_%s ON regions_organisationname', event);
    EXECUTE format('DROP TRIGGER IF EXISTS registry_follow_%s ON regions_identifier', event);
    EXECUTE format('DROP TRIGGER IF EXISTS registry_follow_%s ON regions_country', event);
    EXECUTE format('DROP TRIGGER IF EXISTS registry_follow_%s ON partnerships_target', event);
    EXECUTE format('DROP TRIGGER IF EXISTS registry_follow_%s ON partnerships_goal', event);
  END LOOP;
END $$;

DROP TRIGGER IF EXISTS registry_forget ON partnerships_partnership;
CREATE TRIGGER registry_forget AFTER DELETE ON partnerships_partnership REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION registry_forget();
DROP TRIGGER IF EXISTS registry_forget_all ON partnerships_partnership;
CREATE TRIGGER registry_forget_all AFTER TRUNCATE ON partnerships_partnership FOR EACH STATEMENT EXECUTE FUNCTION registry_forget_all();
