"""Django's admin, read-only, for the operator's administrators; mails can be sent again.

It runs in the user's scope like every page.
"""

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import has_second_factor
from notifications.models import JobRun, Notification
from notifications.services import retry_failed
from organisations.models import Municipality, MunicipalityRegion, Partner, Region, System
from projects.models import Programme, Wave
from roles.models import Role

# The portal has its own pages for these; and no form here chooses a row.
NOT_HERE = {"logout", "password_change", "password_change_done", "autocomplete", "view_on_site"}
WITHOUT_FACTOR = "Sæt to-faktor-login op, før du åbner den tekniske administration."
WORDS = {
    "accounts": "Personer",
    "notifications": "Natten og mails",
    "organisations": "Kommuner og samarbejdsparter",
    "projects": "Programmer",
    "roles": "Roller",
}


def require_operator_administrator(request: HttpRequest) -> None:
    """Raise Http404 for strangers to the operator, PermissionDenied for its other people."""
    user = request.user
    if not isinstance(user, User) or user.partner is None or not user.partner.is_operator:
        raise Http404
    if not user.is_administrator:
        raise PermissionDenied


class TechnicalSite(admin.AdminSite):
    site_header = "Fremdrift: teknik"
    site_title = "Fremdrift"
    index_title = "Se efter, og ret op"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and request.user.is_administrator

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        """Require the operator's administrator, with a second factor and recent sign-in."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require_operator_administrator(request)
            assert isinstance(request.user, User)  # noqa: S101  # ensured by the line above
            if not has_second_factor(request.user):
                messages.warning(request, WITHOUT_FACTOR)
                return redirect("mfa_index")
            raise_if_reauthentication_required(request, app="allauth.account")
            response: HttpResponse = inner(request, *args, **kwargs)
            return response

        return guarded

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002  # Django's signature
        """Redirect to the portal's own sign-in; LoginRequiredMiddleware leads here."""
        return redirect("account_login")

    login.login_required = False  # type: ignore[attr-defined]  # as login_not_required does

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            entry
            for entry in super().get_urls()
            if not isinstance(entry, URLPattern) or entry.name not in NOT_HERE
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        return [{**app, "name": WORDS[app["app_label"]]} for app in apps]


site = TechnicalSite(name="admin")
if TYPE_CHECKING:
    Admin = admin.ModelAdmin[Any]
else:
    Admin = admin.ModelAdmin  # not generic at run time


class ReadOnly(Admin):
    """Rows to look at; access is checked by the site."""

    list_per_page = 50
    actions: Any = None

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002  # Django's signature
        return self.admin_site.has_permission(request)

    def _never(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002  # as above
        return False

    has_module_permission = has_view_permission
    has_add_permission = has_change_permission = has_delete_permission = _never


@admin.register(User, site=site)
class UserAdmin(ReadOnly):
    list_display = ("name", "email", "municipality", "partner", "is_active", "last_login")
    list_filter = ("is_active", "is_klik_administrator", "is_administrator", "partner")
    list_select_related = ("municipality", "partner")
    search_fields = ("name", "email", "municipality__name")
    ordering = ("sort_key", "pk")
    exclude = ("password", "sort_key")


@admin.register(Notification, site=site)
class MailAdmin(ReadOnly):
    list_display = ("local_date", "recipient", "kind", "attempts", "sent_at", "failed_at")
    list_filter = ("kind", ("failed_at", admin.EmptyFieldListFilter), "local_date")
    list_select_related = ("recipient",)
    search_fields = ("recipient__name", "recipient__email")
    ordering = ("-written_at", "-pk")
    exclude = ("content",)
    actions = ("retry",)

    @admin.action(description="Prøv opgivne mails igen", permissions=["view"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Notification]) -> None:
        number = retry_failed(at=timezone.now(), only=list(queryset.values_list("pk", flat=True)))
        messages.success(request, f"{number} opgivne mails sendes igen ved næste levering.")


@admin.register(JobRun, site=site)
class JobRunAdmin(ReadOnly):
    list_display = ("local_date", "kind", "ran_at")
    list_filter = ("kind",)
    ordering = ("-ran_at", "-pk")


@admin.register(Municipality, site=site)
class MunicipalityAdmin(ReadOnly):
    list_display = ("name", "code", "cvr")
    search_fields = ("name", "code", "cvr")
    ordering = ("name",)


@admin.register(Programme, site=site)
class ProgrammeAdmin(ReadOnly):
    list_display = ("name", "system", "slug")
    list_select_related = ("system",)
    ordering = ("name",)


# Without columns, filters or search of their own.
site.register([Region, MunicipalityRegion, Partner, System, Wave, Role], ReadOnly)
