"""Making a synthetic registry: vocabularies if there are none, governments, partnerships, and what is derived from them."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from partnerships.loading import load_registry
from partnerships.models import Goal, Partnership
from partnerships.progress import Report
from partnerships.synthesis import cooperation, governments
from partnerships.synthesis.copying import indexed_afterwards, unfollowed
from partnerships.synthesis.derivation import derive
from partnerships.synthesis.mistakes import SynthesisError
from partnerships.synthesis.removal import synthetic_governments, synthetic_partnerships

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
# What the records of the source document tell of partnerships; vocabularies, places and funds do without.
OF_PARTNERSHIPS = ("partnerships.yaml", "trainings.yaml", "statements.yaml", "figures.yaml", "gatherings.yaml")


def synthesise(government_count: int, partnership_count: int, seed: int, report: Report, *, into_existing: bool) -> None:
    """Write a synthetic registry in one transaction: all of it or, with a SynthesisError, nothing."""
    _refuse_what_is_there(into_existing=into_existing)
    tables = sorted({model._meta.db_table for model in (*governments.TABLES, *cooperation.TABLES)})
    with transaction.atomic():
        if not Goal.objects.exists():
            report("Vocabularies …")
            _load_vocabularies()
        with unfollowed(tables), indexed_afterwards(tables):
            made = governments.make_governments(government_count, report)
            cooperation.Cooperation(made, partnership_count, seed).write(report)
            report("Indexes …")
        derive(report)


def _refuse_what_is_there(*, into_existing: bool) -> None:
    synthetic = synthetic_partnerships()
    if (count := synthetic.count()) or synthetic_governments().exists():
        raise SynthesisError(
            f"the registry already holds {count} synthetic partnerships; take them away first: manage.py synthesise --remove"
        )
    if not into_existing and (count := Partnership.objects.exclude(pk__in=synthetic).count()):
        raise SynthesisError(
            f"the registry holds {count} partnerships that are not synthetic; use another database, "
            "or say --into-existing to put synthetic ones beside them"
        )


def _load_vocabularies() -> None:
    """Load fixtures/ without the partnerships of the source document."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        for file in FIXTURES.glob("*.yaml"):
            if file.name in OF_PARTNERSHIPS:
                (directory / file.name).write_text("[]", encoding="utf-8")
            else:
                shutil.copy(file, directory)
        load_registry(directory)
