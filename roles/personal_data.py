"""Personal data of role holders."""

from privacy.declarations import After, Basis, declare, personal

declare(
    "roles.RoleAssignment",
    personal(
        *("user", "is_primary", "confirmed_on"),
        whose="rolleindehavere i kommunerne",
        why="Vise, hvem der har hvilken rolle i implementeringen, og hvem der mangler.",
        basis=Basis.PUBLIC_TASK,
        kept="mens personen har rollen, og højst PSEUDONYMISE_AFTER_DAYS dage efter adgangen",
        after=After.REMOVED,
    ),
    beside=("role__name", "system__name"),
)
declare(
    "roles.Role",
    impersonal={"code name appointed_in_phase effect": "Om en rolle, ikke om den, der har den."},
)
