"""What became of a webhook, as it stands beside it."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    STORED = "stored"
    EMPTY = "empty"
    REFUSED = "refused"
    OWN_ECHO = "own_echo"
    CONSOLE = "console"
    RECEIPT = "receipt"
    RECEIPT_OF_NOTHING = "receipt_of_nothing"
    GREETED = "greeted"
    UNFOLLOWED = "unfollowed"
    WITHDRAWN = "withdrawn"
    IGNORED = "ignored"
    OTHER_ACCOUNT = "other_account"
    UNKNOWN_EVENT = "unknown_event"
    # It went wrong every time it was tried; its body is kept for whoever looks why.
    FAULT = "fault"


# Known, and of no use here: visitors without a Zalo account, calls, tags, consents to calls, reactions.
IGNORED_EVENTS = frozenset(
    {
        "user_reacted_message",
        "oa_reacted_message",
        "user_call_oa",
        "oa_call_user",
        "oa_send_consent",
        "user_reply_consent",
        "add_user_to_tag",
        "remove_user_from_tag",
        "remove_tag",
        "update_user_info",
    }
)
IGNORED_PREFIXES = ("anonymous_", "oa_send_anonymous_")
