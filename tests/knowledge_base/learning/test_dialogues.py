from __future__ import annotations

from knowledge_base.learning.dialogues import TaughtDialogue, by_authors


def by(author: str, number: int) -> TaughtDialogue:
    return TaughtDialogue.model_validate({"id": f"{author}-{number}", "turns": [{"text": "cảm ơn", "behaviour": "smalltalk"}]})


class TestByAuthors:
    def test_every_dialogue_is_in_one_part_and_no_author_in_two(self) -> None:
        dialogues = [by(author, number) for number in range(3) for author in ("an", "be", "co", "du")]
        parts = by_authors(dialogues, parts=3)
        assert sorted(dialogue.id for part in parts for dialogue in part) == sorted(dialogue.id for dialogue in dialogues)
        assert sorted(len({dialogue.author for dialogue in part}) for part in parts) == [1, 1, 2]
        assert sum(len({dialogue.author for dialogue in part}) for part in parts) == 4
