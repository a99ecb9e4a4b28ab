#!/usr/bin/env python
"""Run a command of the registry, on the embedded database unless DATABASE_URL names another."""

import os
import sys

from dc_registry.embedded import EmbeddedDatabaseError, database


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dc_registry.settings")
    from django.core.management import execute_from_command_line

    try:
        with database():
            execute_from_command_line(sys.argv)
    except EmbeddedDatabaseError as problem:
        sys.exit(f"The registry could not start: {problem}")


if __name__ == "__main__":
    main()
