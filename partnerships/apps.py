from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = _("the registry")

    def ready(self) -> None:
        """After every migration the search learns what the fixed vocabularies are called."""
        from partnerships.naming import name_fixed_vocabularies  # needs models, which are loaded by now

        post_migrate.connect(name_fixed_vocabularies, sender=self, dispatch_uid="name_fixed_vocabularies")
