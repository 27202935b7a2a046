from __future__ import annotations

import asyncio

import pytest

from core.errors import InputError
from knowledge_base.editing.rules import FieldRule, needing_approval
from knowledge_base.models import EntryKind

FORCE = {"effective_from", "effective_to"}
OF_A_PROCEDURE = {"submission_methods", "required_documents", "legal_bases", *FORCE}


async def needing(newsroom, kind):
    return {rule.field for rule in await newsroom.rules.list_all() if rule.kind is kind and rule.needs_approval}


class TestRules:
    async def test_as_shipped(self, newsroom):
        assert await needing(newsroom, EntryKind.PROCEDURE) == OF_A_PROCEDURE
        assert await needing(newsroom, EntryKind.FAQ) == {"answer", *FORCE}
        assert await needing(newsroom, EntryKind.CONTACT) == {"phone"}

    async def test_every_rule_has_a_vietnamese_name_and_none_is_of_a_key(self, newsroom):
        rules = await newsroom.rules.list_all()
        assert all(rule.label != rule.field for rule in rules)
        assert not {(EntryKind.PROCEDURE, "code"), (EntryKind.FAQ, "slug")} & {(rule.kind, rule.field) for rule in rules}

    async def test_what_is_named_changes_and_the_rest_stays(self, newsroom, chief):
        await newsroom.rules.set([FieldRule(EntryKind.FAQ, "answer", False), FieldRule(EntryKind.FAQ, "behaviour", True)], chief)
        await newsroom.rules.set([FieldRule(EntryKind.FAQ, "source", True)], chief)
        assert await needing(newsroom, EntryKind.FAQ) == {"behaviour", "source", *FORCE}
        assert await needing(newsroom, EntryKind.PROCEDURE) == OF_A_PROCEDURE

    async def test_many_at_once_do_not_wait_for_each_other_in_a_ring(self, newsroom, chief):
        fields = [FieldRule(EntryKind.FAQ, field, True) for field in ("answer", "behaviour", "topic")]
        await asyncio.wait_for(asyncio.gather(*(newsroom.rules.set(fields[:: 1 - 2 * (turn % 2)], chief) for turn in range(8))), 20)

    @pytest.mark.parametrize("field", ["colour", "slug"])
    async def test_a_field_that_is_none_is_refused(self, newsroom, chief, field):
        with pytest.raises(InputError):
            await newsroom.rules.set([FieldRule(EntryKind.FAQ, field, True)], chief)


def test_staff_may_take_a_shipped_rule_away():
    assert needing_approval(EntryKind.FAQ, {"answer": False}) == FORCE
