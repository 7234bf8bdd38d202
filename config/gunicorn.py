"""The web server: threads, because a request waits for the database most of its time.

Read by `gunicorn --config python:config.gunicorn`; figures in docs/adr/0012.
"""

import environ

env = environ.Env()

bind = env.str("WEB_BIND", default="127.0.0.1:8000")
worker_class = "gthread"
workers = env.int("WEB_WORKERS", default=2)
# Most wait for their turn, and a few return the busy page (config/fair_share.py).
threads = env.int("WEB_THREADS", default=4) + env.int("WEB_WAITING", default=24) + 4
# Longer than any page may take; the worker is started again after it.
timeout = 30
# `make run` and Docker both kill what is left after a while.
graceful_timeout = 4
# Behind a proxy that keeps its connections open for longer than the default of 2 seconds.
keepalive = 75
# The workers' heartbeat file, in memory, so that a slow disk does not kill them.
worker_tmp_dir = env.str("WEB_HEARTBEAT_DIR", default="") or None
# gunicorn's control program is not used.
control_socket_disable = True
