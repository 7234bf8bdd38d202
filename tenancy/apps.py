from django.apps import AppConfig
from django.db.backends.signals import connection_created


class TenancyConfig(AppConfig):
    name = "tenancy"

    def ready(self) -> None:
        from tenancy.watch import watch  # noqa: PLC0415  # needs the models

        connection_created.connect(watch, dispatch_uid="tenancy.watch")
