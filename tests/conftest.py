"""What every test may ask for: the registry's real records, and dull objects of its own."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from partnerships.models import Citation, Participation, Partnership, Source
from regions.models import Country, Organisation, Region
from tests.chromium import CHROMIUM, FLAGS
from tests.records import load_records


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Static files under their own names, so that no test needs them collected."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def language_of_its_own() -> Iterator[None]:
    """Whatever language a test leaves active, the next begins with the program's own."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def nothing_loads_beside() -> Iterator[None]:
    """Before the tables of a test are emptied, whatever still reads them in a thread of its own is done."""
    yield
    for thread in threading.enumerate():
        if thread.name == "tally":
            thread.join()


@pytest.fixture(scope="module")
def loaded_registry(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole source document's registry, loaded once for a module and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_records()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def registry(loaded_registry: None, db: None) -> None:
    """The whole source document's registry; what a test changes in it is undone."""


@pytest.fixture
def make_partnership(db: None) -> Any:
    """A function that makes a published partnership between two cities, cited once; keywords change its fields."""
    africa = Region.objects.get_or_create(code="africa", defaults={"name_en": "Africa"})[0]
    senegal = Country.objects.get_or_create(alpha2="SN", defaults={"alpha3": "SEN", "m49": "686", "name_en": "Senegal"})[0]
    source = Source.objects.get_or_create(
        code="a-publication", defaults={"kind": Source.Kind.PUBLICATION, "title": "A publication", "published": "2022-10"}
    )[0]

    def make(code: str = "one-two", organisations: tuple[str, ...] = ("one", "two"), **fields: Any) -> Partnership:
        values = {
            "level": "relationship",
            "form": "twinning",
            "direction": "south-south",
            "original_language": "en",
            "title_en": f"Title of {code}",
            "publication": Partnership.Publication.PUBLISHED,
        }
        partnership = Partnership.objects.create(code=code, **values | fields)
        partnership.stewards.add(africa)
        for position, name in enumerate(organisations):
            organisation = Organisation.objects.get_or_create(
                code=name, defaults={"kind": "municipality", "name_en": name.title(), "country": senegal}
            )[0]
            Participation.objects.create(partnership=partnership, organisation=organisation, roles=["partner"], order=position)
        Citation.objects.create(partnership=partnership, source=source, page="1")
        return partnership

    return make


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of the running registry, with every record of the source document."""
    with django_db_blocker.unblock():
        load_records()
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()
        # Beside the driver's loop the tests have a connection of their own, which would keep the database from being removed.
        connections.close_all()
