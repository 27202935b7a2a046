from __future__ import annotations

from types import SimpleNamespace as Row

from benchmarks.desk.comparison import Stored, compare
from benchmarks.desk.ledger import Ledger, Said


def said_and_seen(ledger: Ledger, sender: str) -> Said:
    said = ledger.add(sender, "c1", 1.0)
    said.accepted_at = 1.1
    said.stored_as.add("m1")
    ledger.saw(sender, said.text, "m1", 1.2)
    return said


def message(seq: int, text: str, sender: str = "citizen", author: str | None = None) -> Row:
    return Row(conversation="c1", seq=seq, sender=sender, text=text, author=author)


def change(number: int, after_seq: int, before: tuple[str, str | None], after: tuple[str, str | None], move: str = "claim") -> Row:
    return Row(
        conversation="c1",
        number=number,
        after_seq=after_seq,
        move=move,
        from_owner=before[0],
        from_id=before[1],
        to_owner=after[0],
        to_id=after[1],
    )


BOT, QUEUE, OPERATOR = ("bot", None), ("queue", None), ("operator", "anna")
CLAIMED = (change(1, 2, BOT, QUEUE, "hand_over"), change(2, 2, QUEUE, OPERATOR))
OWNED = Row(conversation="c1", owner="operator", owner_id="anna")


def stored(*messages: Row, changes: tuple[Row, ...] = CLAIMED, owner: Row = OWNED) -> Stored:
    return Stored(messages, changes, [owner])


class TestCompare:
    def test_a_message_stored_and_seen_once_is_no_fault(self) -> None:
        ledger = Ledger()
        said = said_and_seen(ledger, "citizen")
        faults = compare(ledger.all, stored(message(3, said.text)))
        assert faults.is_clean
        assert faults.requeued == []

    def test_an_accepted_message_that_is_not_stored_is_lost(self) -> None:
        ledger = Ledger()
        said_and_seen(ledger, "citizen")
        assert len(compare(ledger.all, stored()).lost) == 1

    def test_a_text_stored_twice_is_doubled(self) -> None:
        ledger = Ledger()
        said = said_and_seen(ledger, "citizen")
        assert len(compare(ledger.all, stored(message(3, said.text), message(4, said.text))).doubled) == 1

    def test_a_stored_message_that_no_screen_showed_is_unseen(self) -> None:
        ledger = Ledger()
        said = ledger.add("citizen", "c1", 1.0)
        said.accepted_at = 1.1
        faults = compare(ledger.all, stored(message(3, said.text)))
        assert (len(faults.unseen), faults.lost) == (1, [])

    def test_one_shown_under_two_ids_was_seen_twice(self) -> None:
        ledger = Ledger()
        said = said_and_seen(ledger, "citizen")
        ledger.saw("citizen", said.text, "m2", 1.3)
        assert len(compare(ledger.all, stored(message(3, said.text))).seen_twice) == 1

    def test_one_that_was_never_accepted_is_not_called_lost(self) -> None:
        ledger = Ledger()
        ledger.add("citizen", "c1", 1.0)
        faults = compare(ledger.all, stored())
        assert (len(faults.not_taken), faults.lost) == (1, [])

    def test_the_bot_may_speak_before_the_claim_and_not_after(self) -> None:
        faults = compare([], stored(message(2, "before", "bot"), message(3, "after", "bot")))
        assert [found.endswith("after") for found in faults.by_bot_while_owned] == [True]

    def test_only_the_owner_at_that_moment_may_write(self) -> None:
        faults = compare([], stored(message(3, "mine", "operator", "anna"), message(4, "not mine", "operator", "ben")))
        assert len(faults.by_wrong_operator) == 1

    def test_a_change_that_begins_with_somebody_else_breaks_the_chain(self) -> None:
        jumped = (CLAIMED[0], change(2, 2, BOT, OPERATOR))
        assert len(compare([], stored(changes=jumped)).broken_ownership) == 1

    def test_a_conversation_that_is_not_with_whom_the_last_change_names_breaks_the_chain(self) -> None:
        assert len(compare([], stored(owner=Row(conversation="c1", owner="queue", owner_id=None))).broken_ownership) == 1

    def test_what_went_back_to_the_queue_is_told_and_is_no_fault(self) -> None:
        changes = (*CLAIMED, change(3, 5, OPERATOR, QUEUE, "lose"), change(4, 5, QUEUE, OPERATOR))
        faults = compare([], stored(changes=changes))
        assert (faults.requeued, faults.is_clean) == (["c1"], True)
