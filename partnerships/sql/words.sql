-- What somebody typed, word by word; see partnerships/search.py.

-- A word or phrase in one language. The parts of a word with a hyphen or apostrophe are a phrase, however a text joins them.
CREATE OR REPLACE FUNCTION registry_phrase(config regconfig, term text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT phraseto_tsquery(config, registry_spaced(term)) $$;

-- Whether what was typed is the whole name of somebody or some place, and does not describe anything besides.
CREATE OR REPLACE FUNCTION registry_is_name(typed text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT FROM partnerships_searchname
                 WHERE names @> ARRAY[registry_plain(typed)] AND code ~ '^(organisation|country|fund):')
    AND NOT EXISTS (SELECT FROM partnerships_searchname
                    WHERE vector @@ registry_phrase('registry_simple', typed) AND code !~ '^(organisation|country|fund):')
$$;

-- One word or phrase, in any language. A stop word of some language constrains nothing.
CREATE OR REPLACE FUNCTION registry_term(term text) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  plain tsquery := registry_phrase('registry_simple', term);
  result tsquery := plain;
  stemmed tsquery;
  language text;
BEGIN
  -- Of the code of a target, such as 6.a, no letter may stop.
  IF term ~ '^[0-9]+\.[0-9a-z]+$' THEN
    RETURN plain;
  END IF;
  -- Only as languages that texts are written in: the stems of others would merely be confused with theirs.
  FOR language IN SELECT substr(attname, 7) FROM pg_attribute
                  WHERE attrelid = 'partnerships_partnership'::regclass AND attname LIKE 'title\___' ORDER BY attname LOOP
    stemmed := registry_phrase(registry_config(language), term);
    IF numnode(stemmed) = 0 THEN
      RETURN '';
    END IF;
    -- The same once more would mislead the planner, which multiplies.
    IF strpos(format(' | %s | ', result::text), format(' | %s | ', stemmed::text)) = 0 THEN
      result := result || stemmed;
    END IF;
  END LOOP;
  RETURN result;
END $$;

-- The same for a word that may be only the beginning of one.
CREATE OR REPLACE FUNCTION registry_begun(term text, whole tsquery) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE plain tsquery := registry_phrase('registry_simple', term);
BEGIN
  RETURN CASE WHEN numnode(plain) = 1 THEN whole || to_tsquery('simple', plain::text || ':*') ELSE whole END;
END $$;

-- A word with any two neighbouring letters exchanged, as a query: of a short word that leaves too little in common.
CREATE OR REPLACE FUNCTION registry_swapped(word text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(quote_literal(overlay(word PLACING substr(word, n + 1, 1) || substr(word, n, 1) FROM n FOR 2)), ' | '), '')::tsquery
  FROM generate_series(1, length(word) - 1) AS n WHERE word ~ '^[[:alnum:]]+$'
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
BEGIN
  IF letters NOT BETWEEN 4 AND 60 OR folded ~ '[0-9]' THEN
    RETURN NULL;
  END IF;
  RETURN (
    WITH near AS MATERIALIZED (
      SELECT n.code, word, n.names @> ARRAY[word] AS whole, n.code ~ '^(organisation|country|region|fund):' AS of_name,
             CASE WHEN swapped @@ array_to_tsvector(ARRAY[word]) THEN 1 ELSE levenshtein(folded, word) END AS steps,
             similarity(folded, word) AS likeness
      FROM partnerships_searchname n, regexp_split_to_table(n.called, '[^[:alnum:]]+') AS word
      WHERE (n.called %> folded OR n.vector @@ swapped) AND length(word) BETWEEN 3 AND 60
    ), nearest AS MATERIALIZED (
      SELECT *, steps + CASE WHEN of_name THEN 0 ELSE 1 END AS distance
      FROM near
      WHERE CASE WHEN of_name AND whole THEN
                   steps <= 1 OR (steps <= CASE WHEN letters < 6 THEN 1 WHEN letters < 8 THEN 2 ELSE 3 END
                                  AND likeness >= 0.45 AND left(word, 1) = left(folded, 1))
                 ELSE steps <= 1 AND letters >= CASE WHEN of_name THEN 6 ELSE 7 END END
      ORDER BY distance, likeness DESC LIMIT 200
    ), used AS (
      SELECT word, distance, likeness, (
        SELECT count(*) FROM (SELECT FROM partnerships_searchrow r
                              WHERE r.published AND r.vector @@ quote_literal('#' || nearest.code)::tsquery LIMIT 1000) AS counted) AS uses
      FROM nearest
    )
    SELECT word FROM used WHERE uses > 0 ORDER BY distance, uses DESC, likeness DESC, word LIMIT 1);
END $$;

-- The codes of what is called so. A direction must be named in full: "south" alone means a place.
CREATE OR REPLACE FUNCTION registry_called(term tsquery, typed text) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ARRAY(SELECT n.code FROM partnerships_searchname n
               WHERE n.vector @@ term AND (NOT starts_with(n.code, 'direction:') OR n.names @> ARRAY[registry_plain(typed)]));
END $$;

-- What each of some words or phrases finds: `query` in the texts of partnerships, and `codes` by what they carry. The same
-- with `whole_` if only whole words count, which differs for a word that may be a beginning. Stop words have an empty query
-- and no codes.
CREATE OR REPLACE FUNCTION registry_words(words text[], beginnings boolean[])
RETURNS TABLE (query text, codes text[], whole_query text, whole_codes text[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  place integer;
  word text;
  term tsquery;
  whole tsquery;
BEGIN
  FOR place IN 1 .. cardinality(words) LOOP
    word := words[place];
    -- A name is no form of another word, though some language would take Canada for one, and Niger does not begin Nigeria.
    IF registry_is_name(word) THEN
      whole := registry_phrase('registry_simple', word);
      term := whole;
    ELSE
      whole := registry_term(word);
      term := CASE WHEN beginnings[place] THEN registry_begun(word, whole) ELSE whole END;
    END IF;
    -- An abbreviation, words that are joined, or the only one, are meant even if they stop in some language (EU, Sur-Sur, Como).
    IF numnode(term) = 0 AND (cardinality(words) = 1 OR word ~ '^[[:upper:]]{2,}$' OR word ~ '[[:alnum:]][- ][[:alnum:]]') THEN
      term := registry_phrase('registry_simple', word);
      whole := term;
    END IF;
    query := term::text;
    codes := registry_called(term, word);
    whole_query := whole::text;
    whole_codes := CASE WHEN whole = term THEN codes ELSE registry_called(whole, word) END;
    RETURN NEXT;
  END LOOP;
END $$;

-- The partnerships whose row matches, by the index: to read every row instead, which the planner thinks quicker for a broad
-- word, it would have to fetch what is stored beside each.
CREATE OR REPLACE FUNCTION registry_matching(query tsquery) RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET enable_seqscan = off SET jit = off AS $$
BEGIN
  RETURN ARRAY(SELECT partnership_id::integer FROM partnerships_searchrow WHERE vector @@ query);
END $$;
