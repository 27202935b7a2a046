"""What a route asks for is given on the event loop: FastAPI hands every plain function to a thread, which costs more than it does."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from tests.serving import web_app


def plain_functions(dependant: Dependant) -> Iterator[str]:
    for needed in dependant.dependencies:
        if inspect.isfunction(needed.call) and not inspect.iscoroutinefunction(needed.call):
            yield f"{needed.call.__module__}.{needed.call.__qualname__}"
        yield from plain_functions(needed)


@pytest.fixture
def routes(settings, database_url):
    with web_app(settings, database_url) as app:
        yield [context for context in iter_route_contexts(app.routes) if hasattr(context, "dependant")]


def test_no_dependency_runs_in_a_thread(routes):
    assert routes
    assert {name for route in routes for name in plain_functions(route.dependant)} == set()
