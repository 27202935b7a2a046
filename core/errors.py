"""What can go wrong, and what a caller may do about it.

HotlineError                the base; `status` is the HTTP status a page answers with, `retry` whether trying again can help
├── InputError (422)        what the citizen, editor or administrator gave cannot be used; the message says why, in Vietnamese
├── TooManyMessages (429)   slow down; `retry_after` seconds
├── NotSignedIn (401)       nobody knows yet who asks, or the sign-in did not succeed
├── NotAllowed (403)        the asker may not see or do this
├── NotFound (404)          there is no such thing
├── Conflict (409)          somebody else was first, or the state of things does not allow it any more
└── Unavailable (503)       a process or server does not answer now; `retry` is True
"""

from __future__ import annotations

from typing import ClassVar


class HotlineError(Exception):
    status: ClassVar[int] = 500
    retry: ClassVar[bool] = False

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class InputError(HotlineError):
    status = 422


class TooManyMessages(HotlineError):
    status = 429
    retry = True

    def __init__(self, code: str, message: str, retry_after: int) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after


class NotSignedIn(HotlineError):
    status = 401


class NotAllowed(HotlineError):
    status = 403


class NotFound(HotlineError):
    status = 404


class Conflict(HotlineError):
    status = 409


class Unavailable(HotlineError):
    status = 503
    retry = True
