-- What the things that partnerships carry are called: partners, countries, themes, targets, goals, sections, funds. A word
-- that somebody types finds a partnership by its own texts or by what it carries; so a renamed city is one row here,
-- however many partnerships it has.

-- A name as it is compared with what was typed: without accents and case, anything but letters and digits one space.
CREATE OR REPLACE FUNCTION registry_plain(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT trim(regexp_replace(registry_fold($1), '[^[:alnum:]]+', ' ', 'g')) $$;

-- Every vocabulary in one form: the words that find it, and the whole names that mean it and nothing else. Fields are text
-- in the language of their column; codes are the same in all, and so is the name of a country, which is no form of a word.
CREATE OR REPLACE FUNCTION registry_vocabulary() RETURNS TABLE (kind text, key text, content jsonb, codes text, fields text[])
LANGUAGE sql STABLE AS $$
  SELECT 'country', c.alpha2::text, '{}'::jsonb,
         concat_ws(',', (SELECT string_agg(value, ',' ORDER BY key) FROM jsonb_each_text(to_jsonb(c)) WHERE starts_with(key, 'name_')),
                   c.also), '{}'::text[]
  FROM regions_country c
  UNION ALL SELECT 'region', r.code, to_jsonb(r), '', ARRAY['name'] FROM regions_region r
  UNION ALL SELECT 'theme', t.code, to_jsonb(t), '', ARRAY['name', 'also'] FROM partnerships_theme t
  UNION ALL SELECT 'target', t.code, to_jsonb(t), format('%1$s,target %1$s,cible %1$s,meta %1$s', t.code), ARRAY['title']
                   FROM partnerships_target t
  UNION ALL SELECT 'goal', g.number::text, to_jsonb(g), format(
                     'SDG %1$s,ODD %1$s,ODS %1$s,SDG%1$s,ODD%1$s,ODS%1$s,goal %1$s,objectif %1$s,objetivo %1$s', g.number), ARRAY['title'] FROM partnerships_goal g
  UNION ALL SELECT 'fund', f.code, to_jsonb(f), f.acronym, ARRAY['name'] FROM partnerships_fund f
$$;

CREATE OR REPLACE FUNCTION registry_name_vocabulary(wanted text, keys text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO partnerships_searchname AS n (code, names, called, vector)
  SELECT v.kind || ':' || v.key, names.list, array_to_string(names.list, ' | '),
         ts_delete(to_tsvector('registry_simple', registry_spaced(replace(v.codes, ',', ' zzqx '))), 'zzqx') || coalesce(apart.vector, '')
  FROM registry_vocabulary() v CROSS JOIN LATERAL (
    -- A phrase must not run from one name into the next.
    SELECT registry_concat(registry_texts(spaced.content, f) ORDER BY f) AS vector
    FROM (SELECT jsonb_object_agg(key, regexp_replace(value, '[,;]', ' zzqx ', 'g')) AS content
          FROM jsonb_each_text(v.content) WHERE value <> '') AS spaced, unnest(v.fields) AS f) apart
  CROSS JOIN LATERAL (
    SELECT ARRAY(
      SELECT DISTINCT registry_plain(name)
      FROM unnest(v.fields) AS f, jsonb_each_text(v.content) AS text,
           regexp_split_to_table(text.value, CASE f WHEN 'also' THEN '[,;]' ELSE '$' END) AS name
      WHERE starts_with(text.key, f || '_') AND trim(name) <> ''
      UNION SELECT registry_plain(code) FROM regexp_split_to_table(v.codes, ',') AS code WHERE trim(code) <> '') AS list OFFSET 0) names
  WHERE v.kind = wanted AND v.key = ANY (keys)
  ON CONFLICT (code) DO UPDATE SET names = excluded.names, called = excluded.called, vector = excluded.vector;
END $$;

-- Some organisations and the bodies under them, such as the water utility of a city.
CREATE OR REPLACE FUNCTION registry_with_bodies(keys bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
  SELECT ARRAY(SELECT unnest(keys) UNION SELECT o.id FROM regions_organisation o WHERE o.parent_id = ANY (keys))
$$;

-- The words of a body are also those of the government it belongs to: whoever looks for Стамбул means its utility, too.
CREATE OR REPLACE FUNCTION registry_name_organisations(keys bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO partnerships_searchname AS n (code, names, called, vector)
  SELECT 'organisation:' || o.code, coalesce(said.names, '{}'), coalesce(array_to_string(said.names, ' | '), ''),
         ts_delete(to_tsvector('registry_simple', registry_spaced(concat_ws(' zzqx ', said.words, (
           SELECT string_agg(i.value, ' zzqx ' ORDER BY i.id) FROM regions_identifier i WHERE i.organisation_id = o.id), (
           SELECT string_agg(m.name, ' zzqx ' ORDER BY m.id) FROM regions_organisation g JOIN regions_organisationname m
           ON m.organisation_id = g.id
           WHERE g.id = o.parent_id AND g.kind IN ('municipality', 'intermunicipal', 'metropolitan', 'province', 'region'))))),
           'zzqx')
  FROM regions_organisation o CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT registry_plain(m.name)) AS names, string_agg(m.name, ' zzqx ' ORDER BY m.id) AS words
    FROM regions_organisationname m WHERE m.organisation_id = o.id) said
  WHERE o.id = ANY (keys)
  ORDER BY o.id
  ON CONFLICT (code) DO UPDATE SET names = excluded.names, called = excluded.called, vector = excluded.vector
  WHERE (n.names, n.vector) IS DISTINCT FROM (excluded.names, excluded.vector);
END $$;

-- One row a transaction: server processes look whether there is any that they have not seen.
CREATE OR REPLACE FUNCTION registry_renamed() RETURNS void
LANGUAGE sql AS $$
  INSERT INTO partnerships_searchnaming (changed) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING
$$;

-- Arguments: the kind, the column of its key, and `new` or `old` for what `changed` holds.
CREATE OR REPLACE FUNCTION registry_follow_vocabulary() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE keys text[];
BEGIN
  EXECUTE format('SELECT array_agg(%I::text) FROM changed', TG_ARGV[1]) INTO keys;
  IF keys IS NOT NULL THEN
    IF TG_ARGV[2] = 'old' THEN
      DELETE FROM partnerships_searchname WHERE code IN (SELECT TG_ARGV[0] || ':' || key FROM unnest(keys) AS key);
    END IF;
    PERFORM registry_name_vocabulary(TG_ARGV[0], keys);
    PERFORM registry_renamed();
  END IF;
  RETURN NULL;
END $$;

-- Argument: a query for the organisations that the rows in `changed` concern.
CREATE OR REPLACE FUNCTION registry_follow_organisations() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE keys bigint[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT id) FROM (%s) AS concerned (id)', TG_ARGV[0]) INTO keys;
  IF keys IS NOT NULL THEN
    IF TG_ARGV[1] = 'old' THEN
      DELETE FROM partnerships_searchname WHERE code IN (SELECT 'organisation:' || code FROM changed);
    END IF;
    PERFORM registry_name_organisations(registry_with_bodies(keys));
    PERFORM registry_renamed();
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  followed record;
  event record;
BEGIN
  FOR event IN SELECT * FROM (VALUES
      ('insert', 'AFTER INSERT', 'NEW'), ('update', 'AFTER UPDATE', 'NEW'),
      ('leave', 'AFTER UPDATE', 'OLD'), ('delete', 'AFTER DELETE', 'OLD')) AS kinds (name, moment, side) LOOP
    FOR followed IN SELECT * FROM (VALUES
        ('regions_country', 'country', 'alpha2'), ('regions_region', 'region', 'code'), ('partnerships_theme', 'theme', 'code'),
        ('partnerships_target', 'target', 'code'), ('partnerships_goal', 'goal', 'number'), ('partnerships_fund', 'fund', 'code')
      ) AS tables (name, kind, key) LOOP
      EXECUTE format('DROP TRIGGER IF EXISTS registry_name_%s ON %s', event.name, followed.name);
      EXECUTE format('CREATE TRIGGER registry_name_%s %s ON %s REFERENCING %s TABLE AS changed FOR EACH STATEMENT
                      EXECUTE FUNCTION registry_follow_vocabulary(%L, %L, %L)',
                     event.name, event.moment, followed.name, event.side, followed.kind, followed.key, lower(event.side));
    END LOOP;
    FOR followed IN SELECT * FROM (VALUES
        ('regions_organisation', 'SELECT id FROM changed', true), ('regions_organisationname', 'SELECT organisation_id FROM changed', false),
        ('regions_identifier', 'SELECT organisation_id FROM changed', false)
      ) AS tables (name, concerned, coded) LOOP
      EXECUTE format('DROP TRIGGER IF EXISTS registry_name_%s ON %s', event.name, followed.name);
      EXECUTE format('CREATE TRIGGER registry_name_%s %s ON %s REFERENCING %s TABLE AS changed FOR EACH STATEMENT
                      EXECUTE FUNCTION registry_follow_organisations(%L, %L)',
                     event.name, event.moment, followed.name, event.side, followed.concerned,
                     CASE WHEN followed.coded AND event.side = 'OLD' THEN 'old' ELSE 'new' END);
    END LOOP;
  END LOOP;
END $$;
