"""How much data there is to measure on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    name: str
    label: str
    municipalities: int
    programmes: int
    tasks: int  # shared tasks in each programme

    @property
    def projects(self) -> int:
        return self.municipalities * self.programmes

    @property
    def all_tasks(self) -> int:
        return self.projects * self.tasks


DANMARK = Size("danmark", "Danmark", municipalities=98, programmes=12, tasks=60)
X10 = Size("x10", "×10", municipalities=98, programmes=120, tasks=60)
QUICK = Size("quick", "Quick", municipalities=6, programmes=4, tasks=60)

SIZES = {size.name: size for size in (DANMARK, X10, QUICK)}
