"""Says how long each answer took inside the portal and, when asked, which queries it made."""

import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

CAPTURE = "X-Bench-Capture"  # a request with this header has its queries written down
CAPTURE_FILE = "BENCH_CAPTURE_FILE"  # the environment names where

Query = tuple[str, Any]


class StopwatchMiddleware:
    """Stands outermost, so that its time holds all of Django and nothing of gunicorn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started, computed = time.perf_counter(), time.thread_time()
        response = self.captured(request) if CAPTURE in request.headers else self.plain(request)
        elapsed = (time.perf_counter() - started) * 1000
        computed = (time.thread_time() - computed) * 1000
        response.headers["Server-Timing"] = f"app;dur={elapsed:.3f}, cpu;dur={computed:.3f}"
        return response

    def plain(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def captured(self, request: HttpRequest) -> HttpResponse:
        queries: list[Query] = []

        def note(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
            queries.append((str(sql), params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            response = self.get_response(request)
        Path(os.environ[CAPTURE_FILE]).write_bytes(pickle.dumps(queries))
        return response
