from django.apps import AppConfig


class DcRegistryConfig(AppConfig):
    name = "dc_registry"
