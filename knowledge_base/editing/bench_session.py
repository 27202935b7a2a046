"""How sessions of the editors' bench are told from those of citizens."""

from __future__ import annotations

# Those of citizens begin with a conversation's id: two things have to go wrong, an id of a draft in their turn and this, before one of them
# is told what is not published.
BENCH_SESSION = "bench."
