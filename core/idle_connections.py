"""Whether the server left a connection that lay idle: seen from the socket alone, nothing is sent and nothing waited for.

A server that ends sends a last message, closes, or both; to an idle connection it has nothing else to say.
"""

from __future__ import annotations

import select
from typing import Any

from psycopg import AsyncConnection, OperationalError


def is_left(connection: AsyncConnection[Any]) -> bool:
    if connection.closed:
        return True
    socket = select.poll()
    socket.register(connection.fileno(), select.POLLIN)
    return bool(socket.poll(0))


async def check(connection: AsyncConnection[Any]) -> None:
    """As psycopg's pools ask it. Raises OperationalError, upon which they take another one; what is not closed they would keep."""
    if is_left(connection):
        await connection.close()
        raise OperationalError("the server left this connection while it was idle")
