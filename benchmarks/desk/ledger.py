"""Everything that was said during the run, when, and on whose screen it came: what the database is compared with."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class Said:
    """One message. Times are of `time.perf_counter`; `said_at` is when the button was pressed, before the first attempt.

    `stored_as`: ids the server gave for it; `seen_as`: ids under which the other side's screen showed it. Each should be one, the same.
    """

    text: str
    client_id: str
    sender: str
    conversation_id: str
    said_at: float
    attempts: int = 0
    accepted_at: float | None = None
    refusal: str = ""
    seen_at: float | None = None
    stored_as: set[str] = field(default_factory=set)
    seen_as: set[str] = field(default_factory=set)

    @property
    def is_settled(self) -> bool:
        """Seen, or never to be taken."""
        return bool(self.refusal) or self.seen_at is not None


class Ledger:
    def __init__(self) -> None:
        self.all: list[Said] = []
        self._by_text: dict[str, Said] = {}

    def add(self, sender: str, conversation_id: str, now: float) -> Said:
        """A message with a text and a client_id that no other has."""
        number = len(self.all) + 1
        said = Said(f"({number}) {sender}", f"benchmark-{number}", sender, conversation_id, now)
        self.all.append(said)
        self._by_text[said.text] = said
        return said

    def saw(self, sender: str, text: str, message_id: str, now: float) -> None:
        """The other side's screen shows a message of `sender`; texts from before the run are nobody's."""
        said = self._by_text.get(text)
        if said is not None and said.sender == sender:
            said.seen_as.add(message_id)
            said.seen_at = said.seen_at if said.seen_at is not None else now

    @property
    def is_settled(self) -> bool:
        return all(said.is_settled for said in self.all)
