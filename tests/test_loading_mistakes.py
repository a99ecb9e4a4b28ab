"""Files that cannot be loaded, and records that break a rule."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from partnerships.loading import FixtureError, load_registry
from partnerships.models import Theme
from tests.records import FIXTURES


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the files that a test may spoil."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))


def edit(path: Path, change) -> None:
    records = yaml.safe_load(path.read_text())
    change(records)
    path.write_text(yaml.safe_dump(records, allow_unicode=True))


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("partnerships.yaml", lambda r: r[0].update(colour="red"), "there is no field “colour”"),
        ("partnerships.yaml", lambda r: r[0]["themes"].append("nothing"), "there is no theme with the code “nothing”"),
        ("partnerships.yaml", lambda r: r[0].update(level="friendship"), "is not a valid choice"),
        ("partnerships.yaml", lambda r: r[0]["title"].update(xx="?"), "texts in xx"),
        ("organisations.yaml", lambda r: r[0].update(valid_from="2022-13"), "is not a date"),
        ("organisations.yaml", lambda r: r[0].update(country="QQ"), "there is no country or territory with the code “QQ”"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_loaded(db, copy, file, change, message):
    edit(copy / file, change)
    with pytest.raises(FixtureError, match=message) as problem:
        load_registry(copy)
    assert str(problem.value).startswith(file)
    assert not Theme.objects.exists()


def test_a_file_that_is_no_yaml(db, copy):
    (copy / "funds.yaml").write_text("- code: [")
    with pytest.raises(CommandError, match=r"Nothing was loaded: .*funds\.yaml is not valid YAML"):
        call_command("load_registry", directory=copy)


def test_a_missing_file(db, copy):
    (copy / "funds.yaml").unlink()
    with pytest.raises(CommandError, match=r"funds\.yaml is missing"):
        call_command("load_registry", directory=copy)


def test_check_registry_lists_what_is_wrong(make_partnership, capsys):
    partnership = make_partnership("lonely", organisations=())
    partnership.citations.all().delete()
    with pytest.raises(CommandError, match="problems, listed above"):
        call_command("check_registry")
    said = capsys.readouterr().out
    assert "Partnership lonely is published without any partner or citation." in said
    assert "Partnership lonely: “title” is not in every language." in said
    assert "There are 0 goals instead of 17." in said
