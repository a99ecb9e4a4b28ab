-- The usual names of an organisation, in every language, are kept among its names, so that there is one
-- place to look a name up. Columns are found by their names (name_en, name_fr, …): a new language needs
-- no change here.
CREATE OR REPLACE FUNCTION registry_usual_names() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM regions_organisationname n USING changed o
    WHERE n.organisation_id = o.id AND n.kind = 'usual' AND NOT EXISTS (
      SELECT FROM jsonb_each_text(to_jsonb(o)) AS f WHERE f.value = n.name AND (
        f.key = 'name_' || n.language OR (f.key = 'acronym' AND n.language = '')));
  END IF;
  INSERT INTO regions_organisationname (organisation_id, name, language, kind)
  SELECT o.id, f.value, CASE f.key WHEN 'acronym' THEN '' ELSE substr(f.key, 6) END, 'usual'
  FROM changed o, jsonb_each_text(to_jsonb(o)) AS f
  WHERE (starts_with(f.key, 'name_') OR f.key = 'acronym') AND f.value <> ''
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS registry_usual_names_insert ON regions_organisation;
CREATE TRIGGER registry_usual_names_insert AFTER INSERT ON regions_organisation REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION registry_usual_names();
DROP TRIGGER IF EXISTS registry_usual_names_update ON regions_organisation;
CREATE TRIGGER registry_usual_names_update AFTER UPDATE ON regions_organisation REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION registry_usual_names();
