"""What `make` does: set up, serve, test, check, bench and lock, on one machine.

The application never imports this package; a server starts the same processes without it
(docs/server.md). `__main__` and `install` run on the machine's own Python, before the virtual
environment exists, and therefore use the standard library only.
"""
