"""Calls at the desk: what operators do with them, and what supervisors count."""

from __future__ import annotations

import uuid

from app.wiring.calls import way_in
from app.wiring.recordings import recordings_of
from app.wiring.words import words_of
from conversations.calls.passes import Holder, Pass, Passes
from core.db import Database
from core.settings import Settings
from desk.calls import endpoints, figures_endpoints
from desk.calls.figures import CallFigures
from desk.calls.parts import DeskCalls
from desk.calls.phone_client import PhoneClient
from desk.calls.playing import Playing
from desk.calls.service import CallService

CALLS_ROUTERS = (endpoints.router, figures_endpoints.router)


def phone_client(settings: Settings) -> PhoneClient:
    return PhoneClient(settings.phone_internal_url, settings.private_token, words_of(settings, "desk/calls/words.yml"))


def desk_calls(settings: Settings, database: Database, phone: PhoneClient) -> DeskCalls:
    words, passes = words_of(settings, "desk/calls/words.yml"), Passes(settings.secret_keys)

    def operators_pass(call_id: uuid.UUID, staff_id: uuid.UUID) -> str:
        return passes.issue(Pass(Holder.OPERATOR, call_id, staff_id))

    return DeskCalls(
        database=database,
        service=CallService(database, phone, operators_pass, words),
        playing=Playing(database, recordings_of(settings), words),
        figures=CallFigures(database),
        period_words=words_of(settings, "desk/supervision/words.yml"),
        way_in=way_in(settings),
    )
