"""Personal data of accounts: who people are, and how they sign in."""

from functools import partial

from privacy.declarations import After, Basis, declare, personal

EVERYBODY = "alle, der kan logge ind: medarbejdere i kommuner og hos samarbejdsparter"
UNTIL_PSEUDONYM = "mens personen har adgang, og PSEUDONYMISE_AFTER_DAYS dage efter"
SIGN_IN = "Sikre, at det er personen selv, der logger ind."

account = partial(
    personal,
    whose=EVERYBODY,
    basis=Basis.SECURITY,
    kept=UNTIL_PSEUDONYM,
    after=After.REMOVED,
)
factor = partial(account, whose="dem, der bruger to-faktor-login")
session = partial(account, whose="dem, der er logget ind", kept="til sessionen er udløbet")

declare(
    "accounts.User",
    personal(
        *("email", "name", "sort_key"),
        whose=EVERYBODY,
        why="Logge ind, vise kolleger, hvem der gør hvad, og sende mails.",
        basis=Basis.PUBLIC_TASK,
        kept=UNTIL_PSEUDONYM,
        after=After.OVERWRITTEN,
    ),
    personal(
        *("municipality", "partner", "is_klik_administrator", "reads_all_projects"),
        *("is_editor", "is_administrator", "is_active", "last_login"),
        *("second_factor_due_on", "deactivated_at", "pseudonymised_at"),
        whose=EVERYBODY,
        why="Afgøre, hvad personen må se og gøre.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe portalen er i drift",
        after=After.POINTS,
    ),
    account(
        "password",
        why=f"{SIGN_IN} Kun et aftryk, som adgangskoden ikke kan læses af.",
        after=After.EMPTIED,
        secret=True,
    ),
    person="pk",
    beside=("municipality__name", "partner__name"),
)
declare(
    "account.EmailAddress",
    account(
        *("user", "email", "verified", "primary"),
        why="Kende de adresser, personen har bekræftet at råde over.",
    ),
)
declare(
    "account.EmailConfirmation",
    account(
        *("email_address", "created", "sent"),
        why="Vide, at en bekræftelse er sendt til en adresse.",
    ),
    account("key", why="Kende linket i bekræftelsen igen.", secret=True),
    called="bekræftelse af en e-mail-adresse",
    person="email_address__user",
)
declare(
    "mfa.Authenticator",
    factor(*("user", "type", "created_at", "last_used_at"), why=SIGN_IN),
    factor("data", why=f"{SIGN_IN} Hemmeligheder: de forlader aldrig portalen.", secret=True),
    called="to-faktor-login",
)
declare(
    "usersessions.UserSession",
    session(
        *("user", "ip", "user_agent", "created_at", "last_seen_at"),
        why="Vise personen, hvor vedkommende er logget ind, så en fremmed kan logges ud.",
    ),
    session(*("session_key", "data"), why="Kende sessionen igen.", secret=True),
    called="sted, hvor en person er logget ind",
)
declare(
    "sessions.Session",
    session(
        *("session_key", "session_data"),
        why="Huske, at personen er logget ind. Indholdet er underskrevet og kan ikke ændres.",
        after=After.AGES,
        secret=True,
    ),
)
declare(
    "accounts.AuditEntry",
    personal(
        *("by", "about", "at", "kind", "detail"),
        whose="dem, der logger ind eller henter noget, og dem, det handler om",
        why="Vise, hvem der loggede ind, prøvede forgæves eller hentede filer og oplysninger.",
        basis=Basis.SECURITY,
        kept="så længe portalen er i drift",
        after=After.POINTS,
    ),
    personal(
        "address",
        whose="dem, der logger ind eller henter noget",
        why="Kunne se, om en fremmed har været der.",
        basis=Basis.SECURITY,
        kept="ADDRESSES_KEPT_DAYS dage",
        after=After.AGES,
    ),
    impersonal={"through": "Om det skete på en side, i et job eller med en kommando."},
    actor="by",
)
declare("auth.Permission", impersonal={"name codename": "Følger med Django og bruges ikke."})
declare("auth.Group", impersonal={"name": "Følger med Django og bruges ikke."})
declare("contenttypes.ContentType", impersonal={"app_label model": "Navne på tabeller."})
declare(
    "pghistory.Context",
    impersonal={"metadata": "Står tom: konteksten står på historikkens egne rækker."},
)
