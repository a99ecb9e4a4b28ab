"""Extensions, and the one function that folds accents and case, before any table needs them."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

# unaccent() itself is not immutable, because its dictionary might be replaced; naming the dictionary
# and promising not to replace it lets generated columns and indexes use it.
FOLD = """
CREATE FUNCTION registry_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION registry_fold(text)"),
    ]
