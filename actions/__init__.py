"""What the bot can do: one action a skill, each a thin step from the tracker to one service call."""

from actions.answer_question import AnswerQuestion
from actions.base import HotlineAction
from actions.emergency import Emergency
from actions.hand_over import HandOver
from actions.look_up_dossier import LookUpDossier
from actions.refer import Refer
from actions.refuse import Refuse
from actions.report_issue import ReportIssue
from actions.services import Services
from actions.small_talk import SmallTalk

ALL_ACTIONS: tuple[type[HotlineAction], ...] = (
    AnswerQuestion,
    Emergency,
    HandOver,
    LookUpDossier,
    Refer,
    Refuse,
    ReportIssue,
    SmallTalk,
)

__all__ = ["ALL_ACTIONS", "HotlineAction", "Services"]
