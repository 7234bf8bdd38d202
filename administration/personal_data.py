"""Personal data of Django's admin."""

from privacy.declarations import After, Basis, declare, personal

declare(
    "admin.LogEntry",
    personal(
        *("user", "action_time", "action_flag"),
        whose="operatørens administratorer",
        why="Vise, hvem der prøvede en mail igen fra den tekniske administration.",
        basis=Basis.SECURITY,
        kept="så længe portalen er i drift",
        after=After.POINTS,
    ),
    impersonal={
        "object_id object_repr change_message": "Hvilken mail det var, ved dens nummer. Andet kan "
        "ikke ændres dér.",
    },
    called="hændelse i den tekniske administration",
)
