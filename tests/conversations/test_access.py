from __future__ import annotations

from conversations.access import opens
from core.secret_keeping import new_token, token_hash


class TestOpens:
    def test_the_token_opens_what_it_was_made_for(self):
        token = new_token()
        assert opens(token, token_hash(token))

    def test_no_other_token_does(self):
        assert not opens(new_token(), token_hash(new_token()))

    def test_nothing_opens_a_conversation_of_a_channel_with_accounts(self):
        assert not opens("", None)
        assert not opens("None", None)

    def test_the_stored_hash_itself_does_not(self):
        stored = token_hash(new_token())
        assert not opens(stored, stored)

    def test_a_token_of_odd_letters_does_not_and_breaks_nothing(self):
        assert not opens("đ👍\x00" * 10_000, token_hash(new_token()))


class TestNewToken:
    def test_cannot_be_guessed(self):
        tokens = {new_token() for _ in range(100)}
        assert len(tokens) == 100
        assert min(map(len, tokens)) >= 43
