"""Operators in the process that has the calls."""

from __future__ import annotations

from app.wiring.handling import lost_operators
from channels.phone.operators.calls import Around, OperatorCalls
from channels.phone.operators.ports import LiveCalls
from channels.phone.ports import Sayings
from core.db import Database
from core.listening import Listener
from core.settings import Settings

# Sent with every change of a conversation and of its owner.
_CHANGES = "conversations"


def operator_calls(settings: Settings, database: Database, listener: Listener, live: LiveCalls, sayings: Sayings) -> OperatorCalls:
    """To be made before `listener` listens; its routes are channels.phone.operators.endpoints.operator_routes."""
    around = Around(live, lost_operators(settings, database), sayings, settings.phone_operator_address)
    calls = OperatorCalls(database, around)
    listener.on(_CHANGES, calls.notified)
    return calls
