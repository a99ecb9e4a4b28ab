-- What somebody probably meant by what finds nothing as it is typed; see partnerships/terms.py. Only asked for where nothing
-- is found, because to look among all names takes its time.

-- A word with any two neighbouring letters exchanged, as a query: of a short word that leaves too little in common.
CREATE OR REPLACE FUNCTION registry_swapped(word text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(quote_literal(overlay(word PLACING substr(word, n + 1, 1) || substr(word, n, 1) FROM n FOR 2)), ' | '), '')::tsquery
  FROM generate_series(1, length(word) - 1) AS n WHERE word ~ '^[[:alnum:]]+$'
$$;

-- A word roughly as it sounds, in the languages of the pages together: Rufisk is Rufisque, renobable is renovable.
CREATE OR REPLACE FUNCTION registry_sound(word text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(
    translate(regexp_replace(regexp_replace(regexp_replace(word, 'qu|ck|c(?![eih])', 'k', 'g'), 'ph', 'f', 'g'), 'll|y', 'i', 'g'),
              'vzcxqjgwh', 'bsssk' || 'jjb'),
    '(.)\1+|(?<=\w\w\w)e$', '\1', 'g')
$$;

-- How many published partnerships carry something, as far as it matters.
CREATE OR REPLACE FUNCTION registry_uses(code text) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT count(*) FROM (SELECT FROM partnerships_searchrow r
                        WHERE r.published AND r.vector @@ quote_literal('#' || code)::tsquery LIMIT 1000) AS counted
$$;

-- The word that was probably meant by one that nothing is called and no text holds: the nearest in the names of what
-- published partnerships carry; null if none is near. Of equally near ones the more frequent is taken. Only a name that
-- is one word may be off by more than one letter, and then begins as typed; words that stand in longer names, or
-- describe, are rather typed as they are meant, and short ones of them are too near to everything. Codes are no words.
CREATE OR REPLACE FUNCTION registry_meant(typed text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET pg_trgm.word_similarity_threshold = 0.35 SET enable_seqscan = off AS $$
DECLARE
  folded text := registry_fold(typed);
  letters integer := length(folded);
  swapped tsquery := registry_swapped(folded);
  sound text := registry_sound(folded);
BEGIN
  IF letters NOT BETWEEN 4 AND 60 OR folded ~ '[0-9]' THEN
    RETURN NULL;
  END IF;
  RETURN (
    WITH near AS MATERIALIZED (
      SELECT n.code, word, n.names @> ARRAY[word] AS whole, n.code ~ '^(organisation|country|region|fund):' AS of_name,
             swapped @@ array_to_tsvector(ARRAY[word]) AS is_swapped, levenshtein(folded, word) AS letters_off
      FROM partnerships_searchname n, regexp_split_to_table(n.called, '[^[:alnum:]]+') AS word
      WHERE (n.called %> folded OR n.vector @@ swapped) AND length(word) BETWEEN greatest(letters - 3, 3) AND least(letters + 3, 60)
    ), sounded AS MATERIALIZED (
      SELECT *, registry_sound(word) AS sounds, similarity(folded, word) AS likeness FROM near WHERE letters_off <= 5
    ), measured AS (
      SELECT *, CASE WHEN is_swapped OR sounds = sound THEN 1 ELSE letters_off END AS steps FROM sounded
    ), nearest AS MATERIALIZED (
      SELECT *, steps + CASE WHEN of_name THEN 0 ELSE 1 END AS distance
      FROM measured
      -- A first letter is seldom another one altogether: Reading is not leading.
      WHERE (length(word) <> letters OR left(sounds, 1) = left(sound, 1) OR is_swapped)
        AND CASE WHEN of_name AND whole THEN
                   steps <= 1 OR (steps <= CASE WHEN letters < 6 THEN 1 WHEN letters < 8 THEN 2 ELSE 3 END
                                  AND likeness >= 0.45 AND left(word, 1) = left(folded, 1))
                 ELSE steps <= 1 AND letters >= CASE WHEN of_name OR sounds = sound THEN 6 ELSE 7 END END
      ORDER BY distance, likeness DESC LIMIT 200
    ), used AS (
      SELECT word, distance, likeness, registry_uses(code) AS uses FROM nearest
    )
    SELECT word FROM used WHERE uses > 0 ORDER BY distance, uses DESC, likeness DESC, word LIMIT 1);
END $$;

-- The whole name of several words that was probably meant by one or more, wherever they were parted: Neww Taipei,
-- belohorizonte. What is a name itself, even of who takes part in nothing, is no error.
CREATE OR REPLACE FUNCTION registry_meant_name(typed text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET pg_trgm.word_similarity_threshold = 0.5 SET enable_seqscan = off AS $$
DECLARE
  plain text := registry_plain(typed);
  joined text := replace(plain, ' ', '');
  letters integer := length(joined);
BEGIN
  IF letters NOT BETWEEN 6 AND 60 OR plain ~ '[0-9]'
     OR EXISTS (SELECT FROM partnerships_searchname WHERE names @> ARRAY[plain]) THEN
    RETURN NULL;
  END IF;
  RETURN (
    WITH near AS MATERIALIZED (
      SELECT n.code, name, levenshtein(joined, replace(name, ' ', '')) AS steps
      FROM partnerships_searchname n, unnest(n.names) AS name
      WHERE n.called %> plain AND n.code ~ '^(organisation|country|region|fund):'
        AND name LIKE '% %' AND length(name) BETWEEN letters - 3 AND letters + 12 AND length(name) <= 60
    ), nearest AS MATERIALIZED (
      SELECT * FROM near
      WHERE steps <= CASE WHEN left(name, 1) <> left(plain, 1) OR letters < 9 THEN 1 WHEN letters < 14 THEN 2 ELSE 3 END
      ORDER BY steps LIMIT 50
    ), used AS (
      SELECT name, steps, registry_uses(code) AS uses FROM nearest
    )
    SELECT name FROM used WHERE uses > 0 ORDER BY steps, uses DESC, name LIMIT 1);
END $$;

-- A word as the two words that stand beside each other somewhere and between which only the space is missing: lakevictoria.
CREATE OR REPLACE FUNCTION registry_parted(typed text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SET enable_seqscan = off AS $$
DECLARE
  folded text := registry_fold(typed);
  parted text;
  phrase tsquery;
BEGIN
  IF folded !~ '^[[:alpha:]]{7,40}$' THEN
    RETURN NULL;
  END IF;
  FOR place IN 3 .. length(folded) - 3 LOOP
    parted := left(folded, place) || ' ' || substr(folded, place + 1);
    phrase := registry_phrase('registry_simple', parted);
    -- To find out where two common words stand, every text that holds both would have to be read: some will do.
    IF EXISTS (SELECT FROM (SELECT vector FROM partnerships_searchrow
                            WHERE published AND vector @@ replace(phrase::text, '<->', '&')::tsquery LIMIT 200) AS holding
               WHERE holding.vector @@ phrase)
       OR EXISTS (SELECT FROM partnerships_searchname n WHERE n.vector @@ phrase AND registry_uses(n.code) > 0) THEN
      RETURN parted;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- All words that are one letter off: a letter too many, two exchanged, one wrong, one missing, in an alphabet of its own.
CREATE OR REPLACE FUNCTION registry_one_off(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  WITH places AS (
    SELECT n, left(word, n - 1) AS head, substr(word, n) AS tail FROM generate_series(1, length(word) + 1) AS n
  ), letters AS (
    SELECT regexp_split_to_table(CASE
      WHEN word ~ '[a-z]' THEN 'abcdefghijklmnopqrstuvwxyz'
      WHEN word ~ '[а-я]' THEN 'абвгдежзийклмнопрстуфхцчшщъыьэюяіїє'
      WHEN word ~ '[α-ω]' THEN 'αβγδεζηθικλμνξοπρσςτυφχψω'
      WHEN word ~ '[א-ת]' THEN 'אבגדהוזחטיכךלמםנןסעפףצץקרשת'
      WHEN word ~ '[ء-ي]' THEN 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىپچژکگی'
      END, '') AS letter
  )
  SELECT array_agg(DISTINCT off) FROM (
    SELECT head || substr(tail, 2) AS off FROM places WHERE tail <> ''
    UNION ALL SELECT head || substr(tail, 2, 1) || left(tail, 1) || substr(tail, 3) FROM places WHERE length(tail) > 1
    UNION ALL SELECT head || letter || substr(tail, 2) FROM places, letters WHERE tail <> ''
    UNION ALL SELECT head || letter || tail FROM places, letters) AS offs
  WHERE off <> word
$$;

-- The word one letter off in a title, such as that of a project, which is no name; and in names in other alphabets, of
-- which trigrams see nothing on a server without a locale.
CREATE OR REPLACE FUNCTION registry_meant_nearly(typed text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SET enable_seqscan = off AS $$
DECLARE
  folded text := registry_fold(typed);
  latin boolean := folded ~ '[a-z]';
  offs text[];
  near text;
BEGIN
  IF folded !~ '^[[:alpha:]]+$' OR length(folded) > 24 OR length(folded) < (CASE WHEN latin THEN 6 ELSE 4 END) THEN
    RETURN NULL;
  END IF;
  offs := registry_one_off(folded);
  IF latin THEN
    offs := ARRAY(SELECT off FROM unnest(offs) AS off WHERE left(off, 1) = left(folded, 1) AND greatest(length(off), length(folded)) >= 7);
  ELSE
    SELECT word INTO near
    FROM partnerships_searchname n, unnest(tsvector_to_array(n.vector)) AS word
    WHERE n.vector @@ (SELECT string_agg(quote_literal(off), ' | ') FROM unnest(offs) AS off)::tsquery
      AND n.code ~ '^(organisation|country|region|fund):' AND word = ANY (offs) AND registry_uses(n.code) > 0
    GROUP BY word ORDER BY max(registry_uses(n.code)) DESC, word LIMIT 1;
  END IF;
  RETURN coalesce(near, (
    SELECT word FROM (
      SELECT to_jsonb(p) AS content
      FROM partnerships_searchrow r JOIN partnerships_partnership p ON p.id = r.partnership_id
      WHERE r.published AND r.vector @@ (SELECT string_agg(quote_literal('@' || off), ' | ') FROM unnest(offs) AS off)::tsquery
      LIMIT 50) AS titled,
      jsonb_each_text(titled.content) AS text, regexp_split_to_table(registry_plain(text.value), ' ') AS word
    WHERE text.key LIKE 'title\___' AND word = ANY (offs)
    GROUP BY word ORDER BY count(*) DESC, word LIMIT 1));
END $$;
