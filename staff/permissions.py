"""Which role may do what. Whoever has several roles may do what any of them may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from staff.models import Role


class Permission(StrEnum):
    ANSWER_CITIZENS = "answer_citizens"
    TRANSFER_OTHERS = "transfer_others"
    REVEAL_PERSONAL_DATA = "reveal_personal_data"
    SEE_REPORTS = "see_reports"
    SEE_AUDIT = "see_audit"
    PAUSE_BOT = "pause_bot"
    EDIT_CANNED_REPLIES = "edit_canned_replies"
    EDIT_CONTENT = "edit_content"
    APPROVE_CONTENT = "approve_content"
    FORCE_CONTENT = "force_content"
    MANAGE_STAFF = "manage_staff"
    HANDLE_DATA_REQUESTS = "handle_data_requests"
    MANAGE_CHANNELS = "manage_channels"


PERMISSIONS_OF: Mapping[Role, frozenset[Permission]] = {
    Role.OPERATOR: frozenset({Permission.ANSWER_CITIZENS, Permission.REVEAL_PERSONAL_DATA}),
    Role.SUPERVISOR: frozenset(
        {
            Permission.ANSWER_CITIZENS,
            Permission.TRANSFER_OTHERS,
            Permission.REVEAL_PERSONAL_DATA,
            Permission.SEE_REPORTS,
            Permission.SEE_AUDIT,
            Permission.PAUSE_BOT,
            Permission.EDIT_CANNED_REPLIES,
            Permission.APPROVE_CONTENT,
            # Publishing without a second person, and saying what needs one.
            Permission.FORCE_CONTENT,
            Permission.HANDLE_DATA_REQUESTS,
        }
    ),
    Role.EDITOR: frozenset({Permission.PAUSE_BOT, Permission.EDIT_CANNED_REPLIES, Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT}),
    # Keeps the accounts and looks after the whole; to answer citizens, an administrator needs the operator's role as well.
    Role.ADMIN: frozenset(
        {
            Permission.MANAGE_STAFF,
            Permission.MANAGE_CHANNELS,
            Permission.SEE_REPORTS,
            Permission.SEE_AUDIT,
            Permission.PAUSE_BOT,
            Permission.HANDLE_DATA_REQUESTS,
        }
    ),
}

# Who may stand in the queue for conversations.
ANSWERING_ROLES = tuple(role for role, permissions in PERMISSIONS_OF.items() if Permission.ANSWER_CITIZENS in permissions)

# Who has a part in what editors write.
EDITING_ROLES = tuple(
    role for role, permissions in PERMISSIONS_OF.items() if permissions & {Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT}
)


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Roles as they stand in the database; Role is a string."""
    return frozenset[Permission]().union(*(PERMISSIONS_OF[Role(role)] for role in roles))
