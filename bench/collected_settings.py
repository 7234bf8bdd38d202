"""The bench's settings, with static files collected, named and compressed as on a server."""

from bench.settings import *  # noqa: F403  # settings are built on settings
from config.settings import STORAGES  # noqa: TID251, F401  # the portal's own
