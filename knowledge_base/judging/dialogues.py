"""Sets of dialogues with what each turn should bring, read from JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from core.errors import InputError

ANSWER, CLARIFY = "answer", "clarify"


class ExpectedTurn(BaseModel):
    """`behaviour` may hold alternatives joined by "|"; under clarify, `codes` are what the options may be."""

    text: str
    behaviour: str
    codes: list[str] = []
    aspects: list[str] = []

    @property
    def behaviours(self) -> list[str]:
        return self.behaviour.split("|")

    @property
    def wants_answer(self) -> bool:
        return ANSWER in self.behaviours

    @property
    def wants_topic(self) -> bool:
        """An answer, or a question back about which procedure is meant."""
        return self.wants_answer or CLARIFY in self.behaviours


class Dialogue(BaseModel):
    id: str
    turns: list[ExpectedTurn]


@dataclass(frozen=True)
class DialogueSet:
    """`noise` names how the texts were spoilt; empty when they are as written."""

    name: str
    dialogues: tuple[Dialogue, ...]
    noise: str = ""

    @property
    def turns(self) -> int:
        return sum(len(dialogue.turns) for dialogue in self.dialogues)


def read_sets(files: Sequence[Path]) -> list[DialogueSet]:
    """One set a file, named as the file; files of one name in two folders keep their folder."""
    stems = [file.stem for file in files]
    names = [file.stem if stems.count(file.stem) == 1 else f"{file.parent.name}/{file.stem}" for file in files]
    return [DialogueSet(name, tuple(read_dialogues(file))) for name, file in zip(names, files, strict=True)]


def read_dialogues(path: Path) -> list[Dialogue]:
    """Raises InputError naming the line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InputError("dialogues", f"{path} không phải tệp văn bản UTF-8, mỗi dòng một hội thoại.") from error
    dialogues = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                dialogues.append(Dialogue.model_validate_json(line))
            except ValidationError as error:
                raise InputError("dialogues", f"{path}, dòng {number}: không đúng dạng một hội thoại đánh giá.") from error
    return dialogues
