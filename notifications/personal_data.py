"""Personal data of mails."""

from privacy.declarations import After, Basis, declare, personal

declare(
    "notifications.Notification",
    personal(
        *("recipient", "kind", "local_date", "subject", "content"),
        *("written_at", "sent_at", "failed_at", "last_error"),
        whose="dem, portalen skriver mails til; indholdet nævner også kolleger på opgaverne",
        why="Skrive om opgaver, der haster eller er nye, og se, om mailen kom frem.",
        basis=Basis.PUBLIC_TASK,
        kept="NOTIFICATIONS_KEPT_DAYS dage",
        after=After.REMOVED,
    ),
    impersonal={"occasion": "Hvilken udgivelse eller flytning mailen handler om."},
)
