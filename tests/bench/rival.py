"""The same partnerships in Datasette, which is what one would otherwise publish such data with."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from tests.bench.registries import directory_of
from tests.bench.web import Web, free_port, running

ARRAYS = ("region", "country", "goal", "theme")
COLUMNS = ("form", "status", "evidence")
LIMITS = {
    "sql_time_limit_ms": 600_000,
    "facet_time_limit_ms": 600_000,
    "default_facet_size": 1000,
    "suggest_facets": "off",
    "default_cache_ttl": 0,
    "num_sql_threads": 8,
}
READ = """
SELECT r.partnership_id, p.code, p.title_en, p.summary_en, r.year_from, p.form, r.status, r.evidence::text, r.codes,
       concat_ws(' ', p.title_en, p.title_fr, p.title_es, p.summary_en, p.summary_fr, p.summary_es,
                 p.description_en, p.description_fr, p.description_es, p.lessons_en),
       (SELECT string_agg(n.called, ' ') FROM partnerships_searchname n WHERE n.code = ANY (r.codes)),
       d.body
FROM partnerships_searchrow r JOIN partnerships_partnership p ON p.id = r.partnership_id
LEFT JOIN partnerships_document d ON d.partnership_id = r.partnership_id AND d.language = 'en'
WHERE r.published
"""


def page_of(word: str = "", **filters: str) -> str:
    """The address of a page with the count, seven facets and twenty results."""
    facets = [f"_facet_array={name}" for name in ARRAYS] + [f"_facet={name}" for name in COLUMNS]
    asked = [
        f"{name}__arraycontains={quote(value)}" if name in ARRAYS else f"{name}={value}" for name, value in filters.items()
    ]
    if word:
        asked.append(f"_search={quote(word)}")
    return "/registry/partnership.json?" + "&".join([*asked, *facets, "_size=20"])


def total_of(content: bytes) -> int:
    """The count that a page says, once it has been checked that nothing was left out for lack of time."""
    found: dict[str, Any] = json.loads(content)
    assert not found.get("facets_timed_out"), found["facets_timed_out"]
    assert set(found["facet_results"]) >= {*ARRAYS, *COLUMNS}, sorted(found["facet_results"])
    return int(found["filtered_table_rows_count"])


def file_of(size: int) -> Path:
    """Where the file for Datasette lies; its name is that of the database in addresses."""
    return directory_of(f"datasette-{size}") / "registry.db"


def made_of(url: str, size: int) -> Path:
    """The file for Datasette, made anew from the registry at `url`, because measuring changes that a little."""
    path = file_of(size)
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with sqlite3.connect(partial) as file, psycopg.connect(url) as link:
        columns = ", ".join([*(f"{name} TEXT" for name in (*COLUMNS, *ARRAYS))])
        file.execute(
            f"CREATE TABLE partnership (id INTEGER PRIMARY KEY, code TEXT, title TEXT, summary TEXT, year INTEGER, {columns}, "
            "texts TEXT, names TEXT, document TEXT)"
        )
        with link.cursor("everything") as cursor:
            cursor.itersize = 2000
            for key, code, title, summary, year, form, status, evidence, codes, texts, names, document in cursor.execute(READ):
                arrays = [json.dumps([one.split(":", 1)[1] for one in codes if one.startswith(f"{name}:")]) for name in ARRAYS]
                # As a reader gets it: with a host in its addresses.
                shown = bytes(document or b"").replace(b"\0", b"http://127.0.0.1").decode()
                row = (key, code, title, summary, year, form, status, evidence, *arrays, texts, names, shown)
                file.execute(f"INSERT INTO partnership VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        file.execute(
            'CREATE VIRTUAL TABLE partnership_fts USING fts5(title, texts, names, content="partnership", content_rowid="id", '
            'tokenize="unicode61 remove_diacritics 2")'
        )
        file.execute("INSERT INTO partnership_fts (partnership_fts) VALUES ('rebuild')")
        for name in COLUMNS:
            file.execute(f"CREATE INDEX partnership_{name} ON partnership ({name})")
        file.execute("ANALYZE")
    file.close()
    partial.replace(path)
    return path


@contextmanager
def rival_server(path: Path) -> Iterator[Web]:
    """Datasette with this file, its limits raised so that nothing is left out."""
    port = free_port()
    settings = [text for name, value in LIMITS.items() for text in ("--setting", name, str(value))]
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(path), "--port", str(port), *settings]
    quiet = subprocess.DEVNULL
    with running(command, port, "", "/-/versions.json", output=quiet) as web:
        yield web
