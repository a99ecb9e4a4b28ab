"""Loading the registry's own records."""

import shutil
from pathlib import Path

import pytest
import yaml

from partnerships.integrity import problems
from partnerships.loading import load_registry
from partnerships.models import Event, Partnership
from regions.models import Country, Organisation, OrganisationName
from tests.records import FIXTURES


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the files that a test may spoil."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))


def edit(path: Path, change) -> None:
    records = yaml.safe_load(path.read_text())
    change(records)
    path.write_text(yaml.safe_dump(records, allow_unicode=True))


def test_loading_twice_changes_nothing(registry):
    history = [Partnership.history.rel.related_model, Event.history.rel.related_model, Organisation.history.rel.related_model]
    before = [model.objects.count() for model in history], set(Event.objects.values_list("pk", flat=True))
    load_registry(FIXTURES)
    assert ([model.objects.count() for model in history], set(Event.objects.values_list("pk", flat=True))) == before


def test_what_is_loaded_is_sound(registry):
    assert problems() == []


def test_country_names_come_from_cldr_unless_decided_otherwise(registry):
    senegal, turkey = Country.objects.get(pk="SN"), Country.objects.get(pk="TR")
    assert (senegal.name_en, senegal.name_fr, senegal.name_es) == ("Senegal", "Sénégal", "Senegal")
    assert turkey.name_en == "Türkiye"


def test_records_of_others_are_left_alone(registry, make_partnership):
    make_partnership("ours")
    load_registry(FIXTURES)
    assert Partnership.objects.filter(code="ours").exists()


def test_names_added_by_the_database_survive(registry):
    assert OrganisationName.objects.filter(organisation__code="dakar", kind="usual").count() == 3
    load_registry(FIXTURES)
    assert OrganisationName.objects.filter(organisation__code="dakar", kind="usual").count() == 3
