-- What the database derives from a partnership, and how it stays right by whatever way data comes in.
-- See partnerships/search.py for what it is for. Texts are found by the names of their columns
-- (title_en, name_fr, …), so a new language needs no change here.

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
  SELECT coalesce((SELECT oid FROM pg_ts_config WHERE cfgname = 'registry_' || left(language, 2)),
                  'registry_simple'::regconfig)::regconfig
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_proc WHERE proname = 'registry_concat') THEN
    CREATE AGGREGATE registry_concat (tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');
  END IF;
END $$;

-- The texts of one translated field of a row, each under its language's configuration and unstemmed.
CREATE OR REPLACE FUNCTION registry_texts(content jsonb, field text) RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(registry_concat(
    to_tsvector(registry_config(substr(key, length(field) + 2)), value) || to_tsvector('registry_simple', value)
    ORDER BY key), '')
  FROM jsonb_each_text(content) WHERE starts_with(key, field || '_') AND value <> ''
$$;

-- One word or phrase, in any language. A stop word of some language constrains nothing.
CREATE OR REPLACE FUNCTION registry_term(term text, is_prefix boolean) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  plain tsquery := phraseto_tsquery('registry_simple', term);
  result tsquery := plain;
  stemmed tsquery;
  language text;
BEGIN
  FOREACH language IN ARRAY ARRAY['en', 'fr', 'es', 'pt', 'ar', 'ru'] LOOP
    stemmed := phraseto_tsquery(registry_config(language), term);
    IF numnode(stemmed) = 0 THEN
      RETURN CASE WHEN is_prefix AND numnode(plain) = 1 THEN to_tsquery('simple', plain::text || ':*') ELSE '' END;
    END IF;
    IF stemmed <> plain THEN
      result := result || stemmed;
    END IF;
  END LOOP;
  IF is_prefix AND numnode(plain) = 1 THEN
    result := result || to_tsquery('simple', plain::text || ':*');
  END IF;
  RETURN result;
END $$;

-- What somebody typed, in whichever quotation marks. Empty or meaningless input gives a query that finds nothing.
-- Dropped first, because a parameter cannot be renamed in place.
DROP FUNCTION IF EXISTS registry_query(text);
CREATE FUNCTION registry_query(raw text) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  typed text := translate(raw, '“”„«»', '"""""');
  token text[];
  result tsquery := '';
  term tsquery;
  seen integer := 0;
  total integer := (SELECT count(*) FROM regexp_matches(typed, '(-?)(?:"([^"]*)"|([^\s"]+))', 'g'));
BEGIN
  FOR token IN SELECT regexp_matches(typed, '(-?)(?:"([^"]*)"|([^\s"]+))', 'g') LOOP
    seen := seen + 1;
    term := registry_term(coalesce(token[2], token[3]), token[3] IS NOT NULL AND token[1] = '' AND seen = total);
    CONTINUE WHEN numnode(term) = 0;
    IF token[1] = '-' THEN
      term := !! term;
    END IF;
    result := CASE WHEN numnode(result) = 0 THEN term ELSE result && term END;
  END LOOP;
  RETURN result;
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
LANGUAGE sql STABLE PARALLEL SAFE AS $$
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
    'unknown')
$$;

-- The evidence level, 0 to 6: see `Evidence`.
CREATE OR REPLACE FUNCTION registry_evidence(subject bigint) RETURNS smallint
LANGUAGE sql STABLE PARALLEL SAFE AS $$
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
  SELECT (CASE
    WHEN NOT EXISTS (SELECT FROM known) OR (SELECT count(*) FROM named) < 2 THEN 0
    WHEN EXISTS (SELECT FROM known WHERE kind = 'evaluation') THEN 6
    WHEN EXISTS (SELECT FROM known WHERE kind = 'agreement') THEN 5
    WHEN (SELECT count(*) FROM side) >= 2 THEN 4
    WHEN EXISTS (SELECT FROM side) OR EXISTS (SELECT FROM known WHERE kind = 'report') THEN 3
    WHEN EXISTS (SELECT FROM known WHERE kind <> 'oral') THEN 2
    ELSE 1 END)::smallint
$$;

-- Everyone who takes part, together with those a placeholder turned out to be.
CREATE OR REPLACE FUNCTION registry_sides(subject bigint) RETURNS TABLE (organisation_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT organisation_id FROM partnerships_participation WHERE partnership_id = subject
  UNION
  SELECT t.to_organisation_id FROM partnerships_participation p
  JOIN regions_organisation_resolved_to t ON t.from_organisation_id = p.organisation_id WHERE p.partnership_id = subject
$$;

-- The sections of an organisation: its own if it names any, else those its country belongs to today.
CREATE OR REPLACE FUNCTION registry_sections(subject bigint) RETURNS TABLE (region_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT region_id FROM regions_organisation_sections WHERE organisation_id = subject
  UNION
  SELECT c.region_id FROM regions_organisation o JOIN regions_countryregion c ON c.country_id = o.country_id
  WHERE o.id = subject AND daterange(c.valid_from, c.valid_to) @> current_date
    AND NOT EXISTS (SELECT FROM regions_organisation_sections s WHERE s.organisation_id = subject)
$$;

CREATE OR REPLACE FUNCTION registry_codes(subject bigint) RETURNS TABLE (code text)
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE theme AS (
    SELECT t.id, t.code, t.parent_id FROM partnerships_partnershiptheme r JOIN partnerships_theme t ON t.id = r.theme_id
    WHERE r.partnership_id = subject
    UNION
    SELECT t.id, t.code, t.parent_id FROM theme JOIN partnerships_theme t ON t.id = theme.parent_id
  ), region AS (
    SELECT r.code, r.parent_id FROM regions_region r
    WHERE r.id IN (SELECT region_id FROM partnerships_partnership_stewards WHERE partnership_id = subject)
       OR r.id IN (SELECT s.region_id FROM registry_sides(subject) o, registry_sections(o.organisation_id) s)
  )
  SELECT 'theme:' || theme.code FROM theme
  UNION SELECT 'region:' || region.code FROM region
  UNION SELECT 'region:' || r.code FROM region JOIN regions_region r ON r.id = region.parent_id
  UNION SELECT 'organisation:' || o.code FROM regions_organisation o JOIN registry_sides(subject) s ON s.organisation_id = o.id
  UNION SELECT 'country:' || o.country_id FROM regions_organisation o JOIN registry_sides(subject) s ON s.organisation_id = o.id
  UNION SELECT 'role:' || unnest(roles) FROM partnerships_participation WHERE partnership_id = subject
  UNION SELECT 'target:' || target_id FROM partnerships_partnershiptarget WHERE partnership_id = subject
  UNION SELECT 'goal:' || t.goal_id FROM partnerships_partnershiptarget r JOIN partnerships_target t ON t.code = r.target_id
        WHERE r.partnership_id = subject
  UNION SELECT 'goal:' || goal_id FROM partnerships_partnership_goals WHERE partnership_id = subject
  UNION SELECT 'fund:' || f.code FROM partnerships_financing m JOIN partnerships_fund f ON f.id = m.fund_id
        WHERE m.partnership_id = subject
$$;

-- Everything in a fixed order, so that the same data give the same vector, positions included.
CREATE OR REPLACE FUNCTION registry_vector(subject bigint) RETURNS tsvector
LANGUAGE sql STABLE AS $$
  SELECT setweight(registry_texts(to_jsonb(p), 'title'), 'A')
      || setweight(to_tsvector('registry_simple', p.code), 'A')
      || setweight(coalesce((SELECT registry_concat(to_tsvector('registry_simple', n.name) ORDER BY n.id)
           FROM registry_sides(p.id) s JOIN regions_organisationname n USING (organisation_id)), ''), 'B')
      || setweight(coalesce((SELECT registry_concat(registry_texts(to_jsonb(c), 'name') ORDER BY c.alpha2)
           FROM (SELECT DISTINCT o.country_id FROM registry_sides(p.id) s JOIN regions_organisation o ON o.id = s.organisation_id) o
           JOIN regions_country c ON c.alpha2 = o.country_id), ''), 'B')
      || setweight(coalesce((SELECT registry_concat(to_tsvector('registry_simple', i.value) ORDER BY i.id)
           FROM registry_sides(p.id) s JOIN regions_identifier i USING (organisation_id)), ''), 'B')
      || setweight(coalesce((SELECT registry_concat(registry_texts(to_jsonb(f), 'name') || to_tsvector('registry_simple', f.acronym) ORDER BY f.id)
           FROM (SELECT DISTINCT fund_id FROM partnerships_financing WHERE partnership_id = p.id) m
           JOIN partnerships_fund f ON f.id = m.fund_id), ''), 'B')
      || setweight(coalesce((SELECT registry_concat(registry_texts(to_jsonb(t), 'name') ORDER BY t.id)
           FROM partnerships_theme t WHERE 'theme:' || t.code IN (SELECT code FROM registry_codes(p.id))), ''), 'C')
      || setweight(coalesce((SELECT registry_concat(registry_texts(to_jsonb(t), 'title') || to_tsvector('registry_simple', t.code) ORDER BY t.code)
           FROM partnerships_partnershiptarget r JOIN partnerships_target t ON t.code = r.target_id
           WHERE r.partnership_id = p.id), ''), 'C')
      || setweight(coalesce((SELECT registry_concat(registry_texts(to_jsonb(g), 'title') || to_tsvector('registry_simple',
             format('SDG %1$s ODD %1$s ODS %1$s SDG%1$s ODD%1$s ODS%1$s', g.number)) ORDER BY g.number)
           FROM partnerships_goal g WHERE 'goal:' || g.number IN (SELECT code FROM registry_codes(p.id))), ''), 'C')
      || setweight(coalesce((SELECT registry_concat(registry_texts(to_jsonb(r), 'name') ORDER BY r.id)
           FROM regions_region r WHERE 'region:' || r.code IN (SELECT code FROM registry_codes(p.id))), ''), 'C')
      || setweight(registry_texts(to_jsonb(p), 'summary'), 'C')
      || setweight(registry_texts(to_jsonb(p), 'description') || registry_texts(to_jsonb(p), 'lessons'), 'D')
  FROM partnerships_partnership p WHERE p.id = subject
$$;

CREATE OR REPLACE FUNCTION registry_refresh(subjects bigint[]) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO partnerships_searchrow AS r (partnership_id, status, evidence, year_from, year_to, codes, vector)
  SELECT p.id, d.status, d.evidence, y.first, CASE WHEN d.status IN ('ended', 'unknown') THEN y.last END,
    ARRAY(SELECT code FROM registry_codes(p.id) WHERE code IS NOT NULL
          UNION ALL VALUES ('form:' || p.form), ('direction:' || p.direction), ('level:' || p.level),
            ('status:' || d.status), ('evidence:' || d.evidence)
          ORDER BY 1),
    registry_vector(p.id)
  FROM partnerships_partnership p
  CROSS JOIN LATERAL (SELECT registry_status(p.id, current_date) AS status, registry_evidence(p.id) AS evidence) d
  CROSS JOIN LATERAL (SELECT min(left(date, 4))::smallint AS first,
                             max(left(date, 4)) FILTER (WHERE kind = 'ended')::smallint AS last
                      FROM partnerships_event WHERE partnership_id = p.id AND kind <> 'evaluated') y
  WHERE p.id = ANY (subjects)
  ORDER BY p.id
  ON CONFLICT (partnership_id) DO UPDATE SET status = excluded.status, evidence = excluded.evidence,
    year_from = excluded.year_from, year_to = excluded.year_to, codes = excluded.codes, vector = excluded.vector
  WHERE (r.status, r.evidence, r.year_from, r.year_to, r.codes, r.vector)
    IS DISTINCT FROM (excluded.status, excluded.evidence, excluded.year_from, excluded.year_to, excluded.codes, excluded.vector)
$$;

-- The trigger's argument is a query for the partnerships that the rows in `changed` concern.
CREATE OR REPLACE FUNCTION registry_follow() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE subjects bigint[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT id) FROM (%s) AS concerned (id) WHERE id IS NOT NULL', TG_ARGV[0]) INTO subjects;
  IF subjects IS NOT NULL THEN
    PERFORM registry_refresh(subjects);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION registry_forget() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM partnerships_searchrow WHERE partnership_id IN (SELECT id FROM changed);
  RETURN NULL;
END $$;

DO $$
DECLARE
  followed record;
  event record;
  of_organisations text := 'SELECT p.partnership_id FROM partnerships_participation p WHERE p.organisation_id IN (%1$s)
    UNION SELECT p.partnership_id FROM partnerships_participation p JOIN regions_organisation_resolved_to t
      ON t.from_organisation_id = p.organisation_id WHERE t.to_organisation_id IN (%1$s)';
BEGIN
  FOR followed IN SELECT * FROM (VALUES
      ('partnerships_partnership', 'SELECT id FROM changed'),
      ('partnerships_participation', 'SELECT partnership_id FROM changed'),
      ('partnerships_event', 'SELECT partnership_id FROM changed'),
      ('partnerships_citation', 'SELECT partnership_id FROM changed'),
      ('partnerships_report', 'SELECT partnership_id FROM changed'),
      ('partnerships_financing', 'SELECT partnership_id FROM changed'),
      ('partnerships_partnershiptheme', 'SELECT partnership_id FROM changed'),
      ('partnerships_partnershiptarget', 'SELECT partnership_id FROM changed'),
      ('partnerships_partnership_goals', 'SELECT partnership_id FROM changed'),
      ('partnerships_partnership_stewards', 'SELECT partnership_id FROM changed'),
      ('regions_organisation', format(of_organisations, 'SELECT id FROM changed')),
      ('regions_organisationname', format(of_organisations, 'SELECT organisation_id FROM changed')),
      ('regions_identifier', format(of_organisations, 'SELECT organisation_id FROM changed')),
      ('regions_organisation_sections', format(of_organisations, 'SELECT organisation_id FROM changed')),
      ('regions_organisation_resolved_to', format(of_organisations,
         'SELECT from_organisation_id FROM changed UNION SELECT to_organisation_id FROM changed')),
      ('regions_country', format(of_organisations,
         'SELECT o.id FROM regions_organisation o JOIN changed ON o.country_id = changed.alpha2')),
      ('regions_countryregion', format(of_organisations,
         'SELECT o.id FROM regions_organisation o JOIN changed USING (country_id)')),
      ('regions_region', 'SELECT r.partnership_id FROM partnerships_searchrow r, changed
                          WHERE r.codes @> ARRAY[''region:'' || changed.code]'),
      ('partnerships_source', 'SELECT c.partnership_id FROM partnerships_citation c JOIN changed ON c.source_id = changed.id
         UNION SELECT e.partnership_id FROM partnerships_event e JOIN changed ON e.source_id = changed.id
         UNION SELECT r.partnership_id FROM partnerships_report r JOIN changed ON r.source_id = changed.id'),
      ('partnerships_theme', 'SELECT r.partnership_id FROM partnerships_searchrow r, changed
                              WHERE r.codes @> ARRAY[''theme:'' || changed.code]
                              UNION SELECT t.partnership_id FROM partnerships_partnershiptheme t JOIN changed ON t.theme_id = changed.id'),
      ('partnerships_target', 'SELECT t.partnership_id FROM partnerships_partnershiptarget t JOIN changed ON t.target_id = changed.code'),
      ('partnerships_goal', 'SELECT r.partnership_id FROM partnerships_searchrow r, changed
                             WHERE r.codes @> ARRAY[''goal:'' || changed.number]'),
      ('partnerships_fund', 'SELECT m.partnership_id FROM partnerships_financing m JOIN changed ON m.fund_id = changed.id')
    ) AS tables (name, concerned) LOOP
    FOR event IN SELECT * FROM (VALUES
        ('insert', 'AFTER INSERT', 'NEW'), ('update', 'AFTER UPDATE', 'NEW'),
        ('leave', 'AFTER UPDATE', 'OLD'), ('delete', 'AFTER DELETE', 'OLD')) AS kinds (name, moment, side) LOOP
      EXECUTE format('DROP TRIGGER IF EXISTS registry_follow_%s ON %s', event.name, followed.name);
      CONTINUE WHEN followed.name = 'partnerships_partnership' AND event.name IN ('leave', 'delete');
      EXECUTE format(
        'CREATE TRIGGER registry_follow_%s %s ON %s REFERENCING %s TABLE AS changed
         FOR EACH STATEMENT EXECUTE FUNCTION registry_follow(%L)',
        event.name, event.moment, followed.name, event.side, followed.concerned);
    END LOOP;
  END LOOP;
END $$;

DROP TRIGGER IF EXISTS registry_forget ON partnerships_partnership;
CREATE TRIGGER registry_forget AFTER DELETE ON partnerships_partnership REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION registry_forget();
