from tests.matrix.route import public

ROUTES = {
    "demo:mailbox": public(get=200),
    "demo:mail*": public("key", get=404),
}
