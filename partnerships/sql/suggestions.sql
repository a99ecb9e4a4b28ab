-- What is offered while somebody types a name: see partnerships/suggestions.py.
--
-- `partnerships_namestart` keeps, for every organisation, the first one, two and three letters of every name and the first
-- three of every further word in it, together with what decides who comes first. So a short beginning, which fits
-- thousands, is answered by reading the first few entries of an index; a longer one is looked for among those that share
-- its first three letters, from the most likely down, and by trigrams if it is rare among them.

-- A folded name as somebody might say it: its words, without hyphens, apostrophes and brackets.
CREATE OR REPLACE FUNCTION registry_spoken(folded text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g'))
$$;

CREATE INDEX IF NOT EXISTS organisation_name_spoken ON regions_organisationname USING hash (registry_spoken(folded));

-- The pattern of names in which the words, as spoken, stand from the beginning of a word on; one or two letters, which
-- are too little to say anything about the middle of a name, from the beginning of the name on.
CREATE OR REPLACE FUNCTION registry_beginning(spoken text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN length(spoken) < 3 THEN '^[^[:alnum:]]*' ELSE '(^|[^[:alnum:]])' END || replace(spoken, ' ', '[^[:alnum:]]+')
$$;

-- Those of some organisations that take part in a published partnership, themselves or as what a placeholder meant.
CREATE OR REPLACE FUNCTION registry_involved(keys bigint[]) RETURNS TABLE (organisation_id bigint)
LANGUAGE sql STABLE AS $$
  SELECT key FROM unnest(keys) AS key
  WHERE EXISTS (
    SELECT FROM partnerships_participation r JOIN partnerships_partnership p ON p.id = r.partnership_id
    WHERE r.organisation_id = key AND p.publication = 'published')
  OR EXISTS (
    SELECT FROM regions_organisation_resolved_to t
    JOIN partnerships_participation r ON r.organisation_id = t.from_organisation_id
    JOIN partnerships_partnership p ON p.id = r.partnership_id
    WHERE t.to_organisation_id = key AND p.publication = 'published')
$$;

-- What should be kept of some organisations. Those that nobody can name yet are kept too, but offered to nobody.
CREATE OR REPLACE FUNCTION registry_starts(keys bigint[])
RETURNS TABLE (organisation_id bigint, start varchar, government boolean, involved boolean, population integer)
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT o.id, left(array_to_string(said.words[place : place + 2], ' '), size)::varchar,
         CASE WHEN o.kind NOT IN ('place', 'unresolved')
              THEN o.kind IN ('municipality', 'intermunicipal', 'metropolitan', 'province', 'region') END,
         i.organisation_id IS NOT NULL, coalesce(o.population, 0)
  FROM regions_organisation o
  JOIN regions_organisationname n ON n.organisation_id = o.id
  LEFT JOIN registry_involved(keys) i ON i.organisation_id = o.id
  CROSS JOIN LATERAL (SELECT string_to_array(registry_spoken(n.folded), ' ') AS words OFFSET 0) said
  CROSS JOIN LATERAL generate_subscripts(said.words, 1) AS place
  CROSS JOIN generate_series(CASE place WHEN 1 THEN 1 ELSE 3 END, 3) AS size
  WHERE o.id = ANY (keys) AND (place = 1 OR length(array_to_string(said.words[place : place + 2], ' ')) >= 3)
$$;

CREATE OR REPLACE FUNCTION registry_keep_starts(keys bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  WITH wanted AS MATERIALIZED (
    SELECT * FROM registry_starts(keys)
  ), gone AS (
    DELETE FROM partnerships_namestart s
    WHERE s.organisation_id = ANY (keys)
      AND NOT EXISTS (SELECT FROM wanted w WHERE w.organisation_id = s.organisation_id AND w.start = s.start)
  )
  INSERT INTO partnerships_namestart AS s (organisation_id, start, government, involved, population)
  SELECT * FROM wanted ORDER BY 1, 2
  ON CONFLICT (organisation_id, start) DO UPDATE
    SET government = excluded.government, involved = excluded.involved, population = excluded.population
    WHERE (s.government, s.involved, s.population) IS DISTINCT FROM (excluded.government, excluded.involved, excluded.population);
END $$;

-- Everything anew, after organisations were copied in with triggers off; right at every moment for those who read.
CREATE OR REPLACE FUNCTION registry_suggestions_rebuild() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  last bigint := 0;
  keys bigint[];
BEGIN
  LOOP
    keys := ARRAY(SELECT id FROM regions_organisation WHERE id > last ORDER BY id LIMIT 20000);
    EXIT WHEN keys = '{}';
    PERFORM registry_keep_starts(keys);
    last := keys[cardinality(keys)];
  END LOOP;
  DELETE FROM partnerships_namestart s
  WHERE NOT EXISTS (SELECT FROM regions_organisation o WHERE o.id = s.organisation_id);
END $$;

-- The triggers' argument is a query for the organisations that the rows in `changed` concern.
CREATE OR REPLACE FUNCTION registry_follow_names() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE keys bigint[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT id) FROM (%s) AS concerned (id)', TG_ARGV[0]) INTO keys;
  IF keys IS NOT NULL THEN
    PERFORM registry_keep_starts(keys);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION registry_keep_involvement(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
  UPDATE partnerships_namestart s SET involved = i.organisation_id IS NOT NULL
  FROM unnest(keys) AS key LEFT JOIN registry_involved(keys) i ON i.organisation_id = key
  WHERE s.organisation_id = key AND s.involved <> (i.organisation_id IS NOT NULL)
$$;

CREATE OR REPLACE FUNCTION registry_follow_involvement() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE keys bigint[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT id) FROM (%s) AS concerned (id)', TG_ARGV[0]) INTO keys;
  IF keys IS NOT NULL THEN
    PERFORM registry_keep_involvement(keys);
  END IF;
  RETURN NULL;
END $$;

-- Whoever takes part, and whoever is meant by a placeholder that does. Hardly any change of a partnership publishes or
-- withdraws it: the others must cost nothing.
CREATE OR REPLACE FUNCTION registry_follow_publication() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  subjects bigint[] := ARRAY(
    SELECT id FROM (SELECT id, publication FROM new_row EXCEPT SELECT id, publication FROM old_row) AS moved);
BEGIN
  IF subjects <> '{}' THEN
    PERFORM registry_keep_involvement(ARRAY(
      SELECT r.organisation_id FROM partnerships_participation r WHERE r.partnership_id = ANY (subjects)
      UNION
      SELECT t.to_organisation_id FROM partnerships_participation r
      JOIN regions_organisation_resolved_to t ON t.from_organisation_id = r.organisation_id
      WHERE r.partnership_id = ANY (subjects)));
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  followed record;
  event record;
BEGIN
  FOR followed IN SELECT * FROM (VALUES
      ('regions_organisationname', 'names', 'organisation_id, folded', 'SELECT organisation_id FROM changed'),
      -- Whoever is new or gone is followed through its names.
      ('regions_organisation', 'names', 'id, kind, population', 'SELECT id FROM changed'),
      ('partnerships_participation', 'involvement', 'organisation_id, partnership_id',
         'SELECT organisation_id FROM changed UNION SELECT t.to_organisation_id
          FROM changed JOIN regions_organisation_resolved_to t ON t.from_organisation_id = changed.organisation_id'),
      ('regions_organisation_resolved_to', 'involvement', 'from_organisation_id, to_organisation_id',
         'SELECT to_organisation_id FROM changed')
    ) AS tables (name, what, columns, concerned) LOOP
    FOR event IN SELECT * FROM (VALUES
        ('insert', 'AFTER INSERT', 'NEW TABLE AS changed'), ('update', 'AFTER UPDATE', 'NEW TABLE AS new_row OLD TABLE AS old_row'),
        ('delete', 'AFTER DELETE', 'OLD TABLE AS changed')) AS kinds (name, moment, tables) LOOP
      EXECUTE format('DROP TRIGGER IF EXISTS registry_suggest_%s ON %s', event.name, followed.name);
      CONTINUE WHEN followed.name = 'regions_organisation' AND event.name <> 'update';
      EXECUTE format(
        'CREATE TRIGGER registry_suggest_%s %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION registry_follow_%s(%L)',
        event.name, event.moment, followed.name, event.tables, followed.what,
        -- Of an update only those rows matter that were otherwise in these columns, as they were and as they are.
        CASE event.name WHEN 'update' THEN format(
          'WITH changed AS ((SELECT %1$s FROM new_row EXCEPT SELECT %1$s FROM old_row)
             UNION (SELECT %1$s FROM old_row EXCEPT SELECT %1$s FROM new_row)) ', followed.columns) ELSE '' END || followed.concerned);
    END LOOP;
  END LOOP;
END $$;

DROP TRIGGER IF EXISTS registry_suggest_update ON partnerships_partnership;
CREATE TRIGGER registry_suggest_update AFTER UPDATE ON partnerships_partnership
REFERENCING NEW TABLE AS new_row OLD TABLE AS old_row
FOR EACH STATEMENT EXECUTE FUNCTION registry_follow_publication();

-- Organisations one of whose names has a word that begins as typed: those so called exactly first, then those who take
-- part in partnerships, then the larger ones. With each go the names that fit, the best first.
CREATE OR REPLACE FUNCTION registry_suggested(typed text, governments boolean, wanted integer)
RETURNS TABLE (organisation_id bigint, names text[])
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
  spoken text := registry_spoken(registry_fold(typed));
  pattern text := registry_beginning(spoken);
  first text := left(spoken, 3);
  found bigint[];
BEGIN
  IF spoken = '' THEN
    RETURN;
  END IF;
  found := ARRAY(
    SELECT s.organisation_id FROM partnerships_namestart s
    WHERE s.start = first AND s.government = governments AND s.organisation_id IN (
      SELECT n.organisation_id FROM regions_organisationname n WHERE registry_spoken(n.folded) = spoken)
    ORDER BY s.involved DESC, s.population DESC, s.organisation_id
    -- Two or three letters are somebody's acronym or hamlet more often than what is meant.
    LIMIT CASE WHEN length(spoken) <= 3 THEN 1 ELSE wanted END);
  -- The most likely of those who begin alike are looked at one by one; without a word of three letters trigrams are of no
  -- help, and all of them are.
  found := found || ARRAY(
    SELECT s.organisation_id FROM (
      SELECT * FROM partnerships_namestart WHERE start = first AND government = governments
      ORDER BY involved DESC, population DESC, organisation_id
      LIMIT CASE WHEN spoken ~ '[^ ]{3}' THEN 50 END) s
    WHERE s.organisation_id <> ALL (found) AND (length(spoken) <= 3 OR EXISTS (
      SELECT FROM regions_organisationname n WHERE n.organisation_id = s.organisation_id AND n.folded ~ pattern))
    ORDER BY s.involved DESC, s.population DESC, s.organisation_id LIMIT wanted - cardinality(found));
  IF cardinality(found) < wanted AND length(spoken) > 3 AND spoken ~ '[^ ]{3}' THEN
    found := found || ARRAY(
      WITH fit AS MATERIALIZED (
        SELECT DISTINCT n.organisation_id FROM regions_organisationname n WHERE n.folded ~ pattern)
      SELECT s.organisation_id FROM fit JOIN partnerships_namestart s USING (organisation_id)
      WHERE s.start = first AND s.government = governments AND s.organisation_id <> ALL (found)
      ORDER BY s.involved DESC, s.population DESC, s.organisation_id LIMIT wanted - cardinality(found));
  END IF;
  RETURN QUERY
  SELECT f.id, ARRAY(
    SELECT n.name::text FROM regions_organisationname n WHERE n.organisation_id = f.id AND n.folded ~ pattern
    ORDER BY registry_spoken(n.folded) <> spoken, NOT starts_with(registry_spoken(n.folded), spoken), n.id)
  FROM unnest(found) WITH ORDINALITY AS f (id, place) ORDER BY f.place;
END $$;

-- How names may begin that somebody began to type with an error: as typed; or a letter of the first four is too many, or two
-- are exchanged. Of other errors so near the beginning nothing is left to look for.
CREATE OR REPLACE FUNCTION registry_meant_starts(spoken text) RETURNS TABLE (start varchar)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT left(spoken, 3)
  UNION SELECT left(overlay(spoken PLACING '' FROM n FOR 1), 3) FROM generate_series(1, 3) AS n
  UNION SELECT left(overlay(spoken PLACING substr(spoken, n + 1, 1) || substr(spoken, n, 1) FROM n FOR 2), 3) FROM generate_series(1, 2) AS n
$$;

-- Names that begin nearly as typed, with one letter wrong, or two of nine: those of the most likely who begin so.
CREATE OR REPLACE FUNCTION registry_nearly_begun(spoken text) RETURNS TABLE (id bigint, organisation_id bigint, name text, likeness real)
LANGUAGE sql STABLE SET enable_seqscan = off SET jit = off AS $$
  SELECT n.id, n.organisation_id, n.name, 1 - steps / length(spoken)::real
  FROM registry_meant_starts(spoken) AS meant
  CROSS JOIN (VALUES (true), (false)) AS kinds (government)
  CROSS JOIN LATERAL (
    SELECT s.organisation_id FROM partnerships_namestart s WHERE s.start = meant.start AND s.government = kinds.government
    ORDER BY s.involved DESC, s.population DESC, s.organisation_id LIMIT 50) likely
  JOIN regions_organisationname n ON n.organisation_id = likely.organisation_id AND starts_with(n.folded, left(meant.start, 2))
  CROSS JOIN LATERAL (
    SELECT min(levenshtein_less_equal(spoken, left(registry_spoken(n.folded), length(spoken) + more), 2)) AS steps
    FROM generate_series(-1, 1) AS more) AS nearest
  WHERE steps <= CASE WHEN length(spoken) < 9 THEN 1 ELSE 2 END
$$;

-- Organisations with a name that is nearly the one typed, or begins nearly so, for when nothing begins just so: of the
-- nearest, those first who take part in partnerships, then the larger ones. With each go the names that are near, the
-- nearest first.
CREATE OR REPLACE FUNCTION registry_nearly_called(typed text, wanted integer) RETURNS TABLE (organisation_id bigint, names text[])
LANGUAGE sql STABLE SET enable_seqscan = off SET jit = off SET pg_trgm.similarity_threshold = 0.45 AS $$
  SELECT near.organisation_id, near.names
  FROM (
    SELECT alike.organisation_id, max(likeness) AS likeness, max(max(likeness)) OVER () AS highest,
           array_agg(alike.name ORDER BY likeness DESC, alike.id) AS names
    FROM (
      SELECT n.id, n.organisation_id, n.name::text, similarity(n.folded, registry_fold(typed)) AS likeness
      FROM regions_organisationname n WHERE n.folded % registry_fold(typed)
      UNION ALL SELECT * FROM registry_nearly_begun(registry_spoken(registry_fold(typed)))) alike
    GROUP BY alike.organisation_id
  ) near
  CROSS JOIN LATERAL (
    SELECT s.involved, s.population FROM partnerships_namestart s
    WHERE s.organisation_id = near.organisation_id AND s.government IS NOT NULL LIMIT 1) who
  ORDER BY near.likeness < near.highest - 0.1, who.involved DESC, who.population DESC, near.organisation_id LIMIT wanted
$$;
