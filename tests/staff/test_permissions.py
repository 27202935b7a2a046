from __future__ import annotations

import pytest

from staff.models import Role
from staff.permissions import ANSWERING_ROLES, PERMISSIONS_OF, Permission, permissions_of


class TestPermissionsOf:
    def test_every_role_has_a_line_in_the_table(self):
        assert set(PERMISSIONS_OF) == set(Role)

    def test_every_permission_is_somebodys(self):
        assert permissions_of(Role) == set(Permission)

    def test_whoever_has_two_roles_may_do_what_either_may(self):
        both = permissions_of(["operator", "editor"])
        assert both == PERMISSIONS_OF[Role.OPERATOR] | PERMISSIONS_OF[Role.EDITOR]

    def test_nobody_may_do_anything_without_a_role(self):
        assert permissions_of([]) == frozenset()

    def test_a_role_that_is_none_is_an_error(self):
        with pytest.raises(ValueError, match="janitor"):
            permissions_of(["janitor"])

    def test_only_administrators_manage_staff(self):
        assert [role for role in Role if Permission.MANAGE_STAFF in PERMISSIONS_OF[role]] == [Role.ADMIN]

    def test_an_administrator_does_not_answer_citizens_without_the_operators_role(self):
        assert Permission.ANSWER_CITIZENS not in permissions_of(["admin"])
        assert Permission.ANSWER_CITIZENS in permissions_of(["admin", "operator"])

    def test_operators_and_supervisors_answer(self):
        assert ANSWERING_ROLES == (Role.OPERATOR, Role.SUPERVISOR)
