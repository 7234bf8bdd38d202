from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "administration"

    def ready(self) -> None:
        from administration import settings_check  # noqa: F401, PLC0415  # registers itself
