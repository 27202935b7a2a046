"""The vendor's error codes and how it words them. They come with HTTP 200."""

from __future__ import annotations

from typing import Final

_WORDS = {
    -32: "Your application reached limit call api",
    -100: "Attachment is expired",
    -200: "Send message failed",
    -201: "Params is invalid!",
    -204: "Official Account is disabled",
    -205: "Official Account does not exist",
    -209: "Application is not active",
    -210: "Parameter exceeds the allowed limit",
    -211: "Out of quota",
    -212: "Official Account has not registered this API",
    -213: "User has not followed Official Account",
    -214: "Article is processing",
    -216: "Access token is invalid",
    -217: "User has blocked invitation",
    -218: "Out of quota receive",
    -219: "App was removed or disabled",
    -220: "Access token is expired or removed",
    -221: "Official Account must be verified",
    -223: "Official Account has not authorised this API",
    -224: "Official Account needs a higher package",
    -227: "User is banned or has been inactive for more than 45 days",
    -230: "User has not interacted with the OA in the past 7 days",
    -232: "User has not interacted with the OA, or the interaction has expired",
    -233: "Message type is not supported",
    -234: "This message may not be sent at night, from 22h to 6h",
    -235: "API does not support this type of Official Account",
    -237: "Group is disabled",
    -240: "MessageV2 is shut down, please use V3",
    -242: "appsecret_proof is invalid",
    -244: "User restricts this type of message",
    -248: "Message goes against platform standards",
    -320: "Application has to be linked to a Zalo Cloud Account",
    -321: "Zalo Cloud Account is out of money",
    -403: "Official Account is not in the group",
}

CODES: Final = frozenset(_WORDS)


class VendorError(Exception):
    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = message or _WORDS.get(code, "Unknown error")


class GrantRefused(Exception):
    """What the token endpoint says instead of tokens."""

    def __init__(self, code: int, name: str) -> None:
        super().__init__(code)
        self.code = code
        self.name = name
