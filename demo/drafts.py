"""What the editors of the demo are in the middle of writing: tasks of DUBU's last phase.

Made up, like everything else in the demo; no source gives them.
"""

from projects.locks import lock_programme
from projects.models import Programme
from projects.offsets import Unit
from shared_tasks.content import Content
from shared_tasks.deadlines import DateRule
from shared_tasks.models import Anchor, SharedTask
from shared_tasks.saving import write_contents

PHASE = "4"


def after_go_live(months: int) -> DateRule:
    return DateRule(Anchor.GO_LIVE.value, months, Unit.MONTH.value)


SHEETS = (
    Content(
        code="Forankring 1",
        title="Hold erfaringsmøde med superbrugerne",
        phase=PHASE,
        theme="Viden og færdigheder",
        priority=2,
        kind="task",
        goal="I ved, hvad der går godt, og hvad kollegerne stadig er i tvivl om.",
        description="Saml superbrugerne til et møde på to timer, når alle har brugt systemet i to "
        "måneder.",
        method="1. Bed hver superbruger om tre ting, der virker, og tre, der driller.\n"
        "2. Aftal, hvem der gør noget ved det, der driller.\n"
        "3. Skriv til kollegerne, hvad I har besluttet.",
        result="En liste på én side over det, I retter, med navne og datoer.",
        quality_criteria="- Alle teams er hørt.\n- Intet punkt står uden et navn.",
        recommended_responsible="faglig-leder",
        recommended_executor="superbruger",
        involved=("projektleder",),
        start=after_go_live(2),
        due=after_go_live(3),
        related=("Forankring 2",),
    ),
    Content(
        code="Forankring 2",
        title="Følg op på gevinsterne",
        phase=PHASE,
        theme="Gevinster og værdier",
        priority=3,
        kind="task",
        goal="I kan vise, om systemet giver det, I ville opnå.",
        description="Mål det samme som før idriftsættelsen, og sammenlign.",
        result="Et notat til styregruppen med tal fra før og efter.",
        recommended_responsible="projektejer",
        recommended_executor="projektleder",
        start=after_go_live(4),
        due=after_go_live(6),
        prerequisites=("Forankring 1",),
        related=("Forankring 1",),
    ),
    Content(
        code="Forankring 3",
        title="Overdrag projektet til driften",
        phase=PHASE,
        theme="Projektstyring og ledelse",
        priority=1,
        kind="milestone",
        goal="Alle ved, hvem der har ansvaret for systemet, når projektet er slut.",
        result="Systemejeren har skrevet under på, at driften er taget over.",
        recommended_responsible="projektejer",
        recommended_executor="systemansvarlig",
        due=DateRule(Anchor.PHASE_END.value, 0, Unit.DAY.value),
        prerequisites=("Forankring 1",),
    ),
)


def write_drafts() -> None:
    """Add the drafts that no municipality has been given yet."""
    programme = Programme.objects.get(slug="dubu-3-0")
    lock_programme(programme.pk)
    write_contents(
        programme=programme,
        wanted=[(SharedTask(programme=programme), sheet) for sheet in SHEETS],
    )
