"""The cases in the order in which they are measured, and what is known of each without doing it."""

from tests.bench import pages, doors, rivalry, saving  # isort: skip, the order is the order of the table
from tests.bench.cases import REGISTERED

__all__ = ["REGISTERED", "doors", "pages", "rivalry", "saving"]
