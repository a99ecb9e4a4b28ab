"""Rules about the repository itself."""

import hashlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
DEPENDENCIES = PROJECT["project"]["dependencies"]
LOCKS = {
    "requirements.lock": DEPENDENCIES,
    "requirements-dev.lock": DEPENDENCIES + PROJECT["dependency-groups"]["dev"],
    "requirements-bench.lock": DEPENDENCIES + PROJECT["dependency-groups"]["bench"],
}


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ \\;]+)", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_the_project_asks_for(lock):
    pinned = pins(lock)
    for line in LOCKS[lock]:
        requirement = Requirement(line)
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), line


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_nothing_the_project_no_longer_asks_for(lock):
    asked = {canonicalize_name(Requirement(line).name) for line in LOCKS[lock]}
    texts = re.split(r"^(?=[a-z0-9._-]+==)", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    named = {text.split("==")[0] for text in texts if "dc-registry (pyproject.toml" in text}
    assert named == asked


def test_both_locks_agree():
    both = pins("requirements-dev.lock")
    assert {name: both.get(name) for name in pins("requirements.lock")} == pins("requirements.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock):
    texts = re.split(r"^(?=[a-z0-9._-]+==)", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert [text.splitlines()[0] for text in texts if "--hash=sha256:" not in text] == []


def test_no_package_index_address_and_no_path_of_a_machine():
    # Put together here so that this file does not find itself.
    forbidden = re.compile(
        "|".join(
            ["index" + "-url", "find" + "-links", "py" + "pi.org", "pythonhosted" + r"\.org", "/ro" + "ot/", "/wo" + "rk/"]
        )
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_files()
        if path.suffix not in {".png", ".ico", ".webp"}
        for match in forbidden.finditer(path.read_text(encoding="utf-8").replace("--no-emit-index" + "-url", ""))
    ]
    assert found == []


def test_no_module_is_too_long_to_read():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked_files()
        if path.suffix in {".py", ".js", ".css"}
        and "migrations" not in path.parts
        and "tests" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_no_junk_drawer():
    assert [str(path) for path in tracked_files() if path.stem in {"utils", "helpers", "common", "services", "selectors"}] == []


def test_partnerships_are_reached_through_what_may_be_seen():
    """Doors start from `published()` or `editable_by()`; nowhere else may they ask for partnerships."""
    doors = [ROOT / "partnerships" / name for name in ("views", "api", "admin", "sitemaps.py")]
    files = [file for door in doors for file in ([door] if door.is_file() else sorted(door.rglob("*.py")))]
    bare = re.compile(r"Partnership\.objects\.(?!published\(\)|editable_by\()\w+")
    found = [f"{file.relative_to(ROOT)}: {m.group()}" for file in files for m in bare.finditer(file.read_text())]
    assert found == []


@pytest.mark.parametrize("app", ["partnerships", "regions"])
def test_an_edited_definition_of_the_database_is_run_again_by_a_migration(app):
    run: dict[str, str] = {}
    for migration in sorted((ROOT / app / "migrations").glob("0*.py")):
        run |= re.findall(r'"(\w+\.sql)": "([0-9a-f]{12})"', migration.read_text())
    written = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12] for file in (ROOT / app / "sql").glob("*.sql")}
    assert run == written, "Add a migration that runs the changed file, with its digest in DEFINITIONS."
