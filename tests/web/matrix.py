"""The pages of config/."""

from tests.matrix.route import public

ROUTES = {
    "health": public(get=200, head=405),
    "security_txt": public(get=404),
    "accessibility_statement": public(get=404),
}
