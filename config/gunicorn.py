"""The web server: threads, because a request waits for the database most of its time.

Read by `gunicorn --config python:config.gunicorn`; figures in docs/adr/0012.
"""

import environ

env = environ.Env()

bind = env.str("WEB_BIND", default="127.0.0.1:8000")
worker_class = "gthread"
workers = env.int("WEB_WORKERS", default=2)
# Most of them wait for their turn, and a few tell people to come again (config/fair_share.py).
threads = env.int("WEB_THREADS", default=4) + env.int("WEB_WAITING", default=24) + 4
# Longer than any page may take; the worker is started again after it.
timeout = 30
# `make run` and Docker both end what is left after a while.
graceful_timeout = 4
# Behind a proxy that keeps its connections open for longer than the default of 2 seconds.
keepalive = 75
# Whether a worker is alive is written to a file: in memory, so that a slow disk kills nobody.
worker_tmp_dir = env.str("WEB_HEARTBEAT_DIR", default="") or None
# A door for gunicorn's own control program, which nobody here uses.
control_socket_disable = True
