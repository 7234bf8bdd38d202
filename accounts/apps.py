from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import sign_in_log  # noqa: PLC0415  # models are there first now

        sign_in_log.connect()
