"""The officials of the fictitious canton: accounts to try the desk with, that touch nothing real."""

from __future__ import annotations

import stat

import pytest
from allauth.account.models import EmailAddress

from minga.demo.officials import FILE, OFFICIALS, install_officials
from minga.foundation.accounts.models import User
from minga.foundation.ledger.models import Event
from minga.foundation.organizations.models import Organization, RoleAssignment
from minga.foundation.organizations.rules import verdict
from minga.kernel.samples import build_samples
from tests.factories.plans import PlanFactory
from tests.factories.roles import account, organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def canton():
    build_samples()


def test_each_has_an_account_and_a_role_in_the_canton(canton, tmp_path):
    install_officials(tmp_path)
    found = RoleAssignment.objects.select_related("person", "unit")
    assert {(row.person.email, row.role) for row in found} == {(one.email, one.role) for one in OFFICIALS}
    assert all(row.fictitious and row.unit.fictitious and row.is_active() for row in found)
    assert {row.scope.slug for row in found} == {"municipio-de-san-jacinto", "direccion-de-obras-publicas"}
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == len(OFFICIALS)
    assert all(event.payload["fictitious"] for event in Event.objects.filter(kind="organizations.role-granted"))


def test_one_password_opens_all_and_is_its_owners_alone(canton, tmp_path):
    password = install_officials(tmp_path)
    assert all(person.check_password(password) for person in User.objects.all())
    path = tmp_path / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert f"Contraseña: {password}" in path.read_text("utf-8").splitlines()


def test_each_home_has_its_own_password(canton, tmp_path):
    (tmp_path / "otra").mkdir()
    assert install_officials(tmp_path) != install_officials(tmp_path / "otra")


def test_installing_again_changes_nothing(canton, tmp_path):
    password = install_officials(tmp_path)
    events, kept = Event.objects.count(), set(User.objects.values_list("pk", "password"))
    assert install_officials(tmp_path) == password
    assert (Event.objects.count(), set(User.objects.values_list("pk", "password"))) == (events, kept)


def test_a_lost_password_is_replaced(canton, tmp_path):
    before = install_officials(tmp_path)
    (tmp_path / FILE).unlink()
    after = install_officials(tmp_path)
    assert before != after
    assert all(person.check_password(after) for person in User.objects.all())


def test_they_act_on_what_is_invented_and_nothing_else(canton, tmp_path):
    install_officials(tmp_path)
    municipality = Organization.objects.get(slug="municipio-de-san-jacinto")
    invented = PlanFactory(slug="inventado", publisher=municipality, fictitious=True)
    real = PlanFactory(slug="real", publisher=organization("municipio-de-quito"))
    planner = User.objects.get(email="planificacion@sanjacinto.example")
    assert verdict(planner, "plans.edit", invented).allowed
    assert not verdict(planner, "plans.edit", real).allowed
    administrator = User.objects.get(email="administracion@sanjacinto.example")
    for scope, allowed in ((invented, True), (real, False), (None, False)):
        asked = RoleAssignment(person=account(), role="editor", scope=scope)
        assert verdict(administrator, "organizations.grant-role", asked).allowed is allowed
