from __future__ import annotations

import pytest

from core import errors
from core.errors import HotlineError, InputError, NotAllowed, NotFound, NotSignedIn, TooManyMessages, Unavailable


class TestHotlineError:
    @pytest.mark.parametrize(
        ("error", "status", "retry"),
        [
            (InputError("code", "Lời"), 422, False),
            (TooManyMessages("code", "Lời", 30), 429, True),
            (NotSignedIn("code", "Lời"), 401, False),
            (NotAllowed("code", "Lời"), 403, False),
            (NotFound("code", "Lời"), 404, False),
            (Unavailable("code", "Lời"), 503, True),
            (HotlineError("code", "Lời"), 500, False),
        ],
        ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
    )
    def test_each_names_its_status_and_whether_a_retry_helps(self, error, status, retry):
        assert (error.status, error.retry, error.code, error.message, str(error)) == (status, retry, "code", "Lời", "Lời")

    def test_slowing_down_says_for_how_long(self):
        assert TooManyMessages("code", "Lời", 30).retry_after == 30

    def test_the_tree_in_the_docstring_is_the_tree(self):
        drawn = {line.split()[1] for line in (errors.__doc__ or "").splitlines() if line.startswith(("├", "└"))}
        assert drawn == {kind.__name__ for kind in HotlineError.__subclasses__()}
