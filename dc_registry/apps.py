import contextlib

from django.apps import AppConfig


class DcRegistryConfig(AppConfig):
    name = "dc_registry"

    def ready(self) -> None:
        """Compile the translations, whichever way the program was started; where nothing may be written, use what is there."""
        from dc_registry.catalogues import compile_catalogues  # needs settings, which are read by now

        with contextlib.suppress(OSError):
            compile_catalogues()
