-- What somebody typed, word by word; see partnerships/search.py.

-- A word or phrase in one language. The parts of a word with a hyphen or apostrophe are a phrase, however a text joins them.
CREATE OR REPLACE FUNCTION registry_phrase(config regconfig, term text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT phraseto_tsquery(config, registry_spaced(term)) $$;

-- Whether what was typed is the whole name of somebody or some place, and does not describe anything besides.
CREATE OR REPLACE FUNCTION registry_is_name(typed text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM partnerships_searchname
                 WHERE names @> ARRAY[registry_plain(typed)] AND code ~ '^(organisation|country|fund):')
    AND NOT EXISTS (SELECT FROM partnerships_searchname
                    WHERE vector @@ registry_phrase('registry_simple', typed) AND code !~ '^(organisation|country|fund):');
END $$;

-- One word or phrase, in any language. A stop word of some language constrains nothing.
CREATE OR REPLACE FUNCTION registry_term(term text) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  plain tsquery := registry_phrase('registry_simple', term);
  result tsquery := plain;
  stemmed tsquery;
  languages text[] := ARRAY(SELECT substr(attname, 7) FROM pg_attribute
                            WHERE attrelid = 'partnerships_partnership'::regclass AND attname LIKE 'title\___' ORDER BY attname);
  language text;
BEGIN
  -- Of the code of a target, such as 6.a, no letter may stop.
  IF term ~ '^[0-9]+\.[0-9a-z]+$' THEN
    RETURN plain;
  END IF;
  -- Only as languages that texts are written in: the stems of others would merely be confused with theirs.
  FOREACH language IN ARRAY languages LOOP
    stemmed := registry_phrase(registry_config(language), term);
    IF numnode(stemmed) = 0 THEN
      RETURN '';
    END IF;
    -- Where one language stops all words of a phrase but one, that one is not the phrase: e-government is not government.
    CONTINUE WHEN numnode(stemmed) = 1 AND numnode(plain) > 1 AND term ~ '[[:alnum:]][- ][[:alnum:]]';
    -- A stem that is a word of its own and stops is none of the word's: Quio is not qui.
    CONTINUE WHEN numnode(stemmed) = 1 AND stemmed::text <> plain::text AND EXISTS (
      SELECT FROM unnest(languages) AS other WHERE cardinality(tsvector_to_array(to_tsvector(registry_config(other), trim(stemmed::text, '''')))) = 0);
    -- Spanish stems tell -ción from -ciones, because accents are gone before them.
    IF language = 'es' AND registry_fold(term) ~ '[cs]ion(es)?$' THEN
      stemmed := stemmed || registry_phrase('registry_es', CASE WHEN term ~* 'es$' THEN left(term, -2) ELSE term || 'es' END);
    END IF;
    -- Nor are the feminine of public and public one French stem.
    IF language = 'fr' AND term ~* 'ques?$' THEN
      stemmed := stemmed || registry_phrase('registry_fr', regexp_replace(term, 'ques?$', 'c', 'i'));
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

-- The codes of what is called so. A direction must be named in full: "south" alone means a place.
CREATE OR REPLACE FUNCTION registry_called(term tsquery, typed text) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ARRAY(SELECT n.code FROM partnerships_searchname n
               WHERE n.vector @@ term AND (NOT starts_with(n.code, 'direction:') OR n.names @> ARRAY[registry_plain(typed)]));
END $$;

-- Whether anything but goals and targets is called so as it is typed: the stem of a name makes no other word right, and
-- Hongie is not Hong Kong.
CREATE OR REPLACE FUNCTION registry_is_called(typed text, beginning boolean, codes text[]) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE plain tsquery := registry_phrase('registry_simple', typed);
BEGIN
  IF cardinality(codes) = 0 THEN
    RETURN false;
  ELSIF EXISTS (SELECT FROM unnest(codes) AS code WHERE code !~ '^(organisation|country|region|fund|goal|target):') THEN
    RETURN true;
  END IF;
  RETURN EXISTS (SELECT FROM partnerships_searchname n
                 WHERE n.vector @@ CASE WHEN beginning THEN registry_begun(typed, plain) ELSE plain END
                   AND n.code ~ '^(organisation|country|region|fund):');
END $$;

-- What each of some words or phrases finds: `query` in the texts of partnerships, and `codes` by what they carry. The same
-- with `whole_` if only whole words count, which differs for a word that may be a beginning. `called`
-- says whether anything but goals and targets is called so. Stop words have an empty query and no codes.
DROP FUNCTION IF EXISTS registry_words(text[], boolean[]);
CREATE OR REPLACE FUNCTION registry_words(words text[], beginnings boolean[])
RETURNS TABLE (query text, codes text[], whole_query text, whole_codes text[], called boolean)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
    called := registry_is_called(word, beginnings[place], codes);
    RETURN NEXT;
  END LOOP;
END $$;

-- What each of some texts is exactly the name of: the text as names are compared, the codes of what is called so, and the text
-- as a phrase. Texts in which there is nothing to compare are left out.
CREATE OR REPLACE FUNCTION registry_named(texts text[]) RETURNS TABLE (name text, plain text, codes text[], phrase text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  FOREACH name IN ARRAY texts LOOP
    plain := registry_plain(name);
    CONTINUE WHEN plain = '';
    codes := ARRAY(SELECT code FROM partnerships_searchname WHERE names @> ARRAY[plain]);
    phrase := registry_phrase('registry_simple', plain)::text;
    RETURN NEXT;
  END LOOP;
END $$;

-- The partnerships whose row matches, by the index: to read every row instead, which the planner thinks quicker for a broad
-- word, it would have to fetch what is stored beside each.
CREATE OR REPLACE FUNCTION registry_matching(query tsquery) RETURNS integer[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off AS $$
BEGIN
  RETURN ARRAY(SELECT partnership_id::integer FROM partnerships_searchrow WHERE vector @@ query);
END $$;
