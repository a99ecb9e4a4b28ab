"""The process that measures one registry. It is told on its input what to do, a line each, and answers on its output."""

import contextlib
import json
import sys
from typing import Any

import django
from django.conf import settings

from partnerships.progress import Progress

DOCUMENTS_AT_ONCE = 5000


def answers() -> None:
    """Do what is asked until the input ends."""
    from tests.bench import doors, pages, rivalry, saving  # noqa: F401, their cases register themselves
    from tests.bench.cases import REGISTERED, Bench, Case

    talk = sys.stdout
    make_ready()
    bench = Bench(**json.loads(sys.stdin.readline()))
    cases: dict[str, Case] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        # Whatever else is printed must not be taken for an answer.
        with contextlib.redirect_stdout(sys.stderr):
            name = asked["case"]
            if asked["do"] == "prepare":
                cases[name] = REGISTERED[name](bench)
                answer: Any = cases[name].prepare(asked["rounds"])
            elif asked["do"] == "round":
                answer = cases[name].timed(asked["number"])
            else:
                answer = cases.pop(name).done()
        talk.write(json.dumps(answer) + "\n")
        talk.flush()


def make_ready() -> None:
    """Have what a server has after a while: every document in English, and the counts in this process."""
    from django.db import connection

    from partnerships.api.documents import fill_documents
    from partnerships.models import Partnership
    from partnerships.tally.keeping import TALLY

    keys = list(Partnership.objects.published().order_by("pk").values_list("pk", flat=True))
    progress = Progress(lambda line: print(line, file=sys.stderr, flush=True), "Documents", len(keys))  # noqa: T201
    made = 0
    for start in range(0, len(keys), DOCUMENTS_AT_ONCE):
        some = keys[start : start + DOCUMENTS_AT_ONCE]
        made += fill_documents(some, "en")
        progress.advance(len(some))
    if made:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE partnerships_document")
    TALLY.load()


if __name__ == "__main__":
    django.setup()
    settings.ROOT_URLCONF = "tests.bench.addresses"
    settings.ALLOWED_HOSTS = ["localhost"]
    answers()
