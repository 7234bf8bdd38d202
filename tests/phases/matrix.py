from tests.matrix.canary import canary
from tests.matrix.things import under_programmes
from tests.phases.factories import PhaseFactory, ThemeFactory


def fill_programme(world, name):
    programme, text = world.programmes[name], canary("programme", name, "text")
    world.rows["phase"][name] = PhaseFactory(programme=programme, name=f"Fase {text}")
    world.rows["theme"][name] = ThemeFactory(programme=programme, name=f"Tema {text}")


def things(world):
    return {word: under_programmes(world, word, world.rows[word]) for word in ("phase", "theme")}


def foreign(world):
    return {
        "another programme's phase": world.rows["phase"]["two"].pk,
        "another programme's theme": world.rows["theme"]["two"].pk,
    }
