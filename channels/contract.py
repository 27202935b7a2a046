"""What every channel on which replies are sent by calling somebody promises, and how it says that something went wrong."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Trouble(StrEnum):
    """What a failed call means for the message that was to be sent."""

    # Again, after a while.
    BACK_OFF = "back_off"
    # Nobody knows whether it was taken: a time-out, a connection that broke after the request.
    IN_DOUBT = "in_doubt"
    # This citizen cannot be reached here any more, or not now: blocked us, or the reply window is closed.
    UNREACHABLE = "unreachable"
    # Nothing goes out before an administrator has put something right.
    NEEDS_ADMIN = "needs_admin"
    # The account may send no more of this kind, to this citizen or to many; what is sent to others may go out all the same.
    OUT_OF_QUOTA = "out_of_quota"
    # The channel takes no such thing from anybody: a kind of file, a size.
    NOT_TAKEN = "not_taken"
    # We asked for something that cannot be: our own fault.
    OUR_FAULT = "our_fault"


class ChannelError(Exception):
    """`code` is the vendor's or a word of the channel's; `retry_after` seconds, when the vendor or the pace says so.

    `message` is what the vendor says, and of NOT_TAKEN the file's name.
    """

    def __init__(self, trouble: Trouble, code: str = "", message: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(f"{trouble} {code} {message}".strip())
        self.trouble = trouble
        self.code = code
        self.message = message
        self.retry_after = retry_after

    @property
    def is_permanent(self) -> bool:
        return self.trouble in (Trouble.UNREACHABLE, Trouble.NOT_TAKEN, Trouble.OUR_FAULT)


@dataclass(frozen=True)
class OutboundFile:
    attachment_id: uuid.UUID
    file_name: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True)
class OutboundMessage:
    """What one citizen is to be told. `to` is the channel's own name for them; `options` have `label` and `value`."""

    message_id: uuid.UUID
    to: str
    sender: str
    text: str
    options: Sequence[dict[str, str]] = ()
    files: Sequence[OutboundFile] = ()


@dataclass(frozen=True)
class Part:
    """One call: a text within the vendor's limit, one file, or the choices of a text before as something to press."""

    text: str = ""
    file: OutboundFile | None = None
    buttons: Sequence[Mapping[str, str]] = ()


class Channel(Protocol):
    def parts_of(self, message: OutboundMessage) -> Sequence[Part]:
        """The same parts for the same message, whenever it is asked: how many were sent is all that is remembered."""
        ...

    async def send(self, to: str, part: Part) -> str:
        """The vendor's name for what it took. Raises ChannelError."""
        ...

    async def was_sent(self, to: str, part: Part, since: datetime, known: Sequence[str]) -> str | None:
        """Whether the vendor has taken such a part since then, beside those in `known`: its name, or None. Raises ChannelError."""
        ...
