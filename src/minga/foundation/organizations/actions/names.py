"""What may be done with organizations."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from minga.foundation.ledger.actions import record
from minga.foundation.organizations import events
from minga.foundation.organizations.models import Organization, OrganizationName
from minga.foundation.organizations.naming import guess_kind, name_key, part, presentable
from minga.foundation.organizations.queries import NameIndex, find_organization
from minga.kernel.errors import Refused
from minga.kernel.slugs import free_slug

NAME_LENGTH = 300
SLUG_LENGTH = 110
RESERVED = frozenset({"cuerpos"})
"""Addresses below `/organizaciones/` that are not those of an organization."""


def ensure_organization(
    name: str,
    *,
    role: str,
    year: int | None = None,
    fictitious: bool = False,
    within: Organization | None = None,
    index: NameIndex | None = None,
) -> Organization:
    """The organization that documents print so; added when no name of any organization is equal to it.

    A new one keeps the printed name, takes its kind from it and, when an abbreviation follows in brackets or after a
    dash, that too. The caller makes sure that `name` is not the name of a person.

    Args:
        name: as printed.
        role: the role in which it is added, for the public log.
        year: of the document that prints it.
        fictitious: whether it belongs to the fictitious canton; real and fictitious ones are never mixed.
        within: the organization whose unit it is; then it is looked for, and added, there alone.
        index: of all names, when many are looked up; new names are added to it.

    Raises:
        Refused: when the name has no letter or digit, or more than 300 characters.
    """
    find = index.find if index is not None else find_organization
    found = find(name, year=year, fictitious=fictitious, within=within)
    if found is not None:
        return found
    names = _add(name, role=role, year=year, fictitious=fictitious, within=within)
    if index is not None:
        index.add_all(names)
    return names[0].organization


@transaction.atomic
def _add(
    printed: str, *, role: str, year: int | None, fictitious: bool, within: Organization | None
) -> list[OrganizationName]:
    """Adds the organization and returns its names, its own first."""
    parted = part(printed)
    if not name_key(parted.name):
        raise Refused(_("El nombre de una organización necesita al menos una letra o un número."))
    if len(parted.name) > NAME_LENGTH:
        raise Refused(_("El nombre de una organización tiene como máximo 300 caracteres."))
    organization = Organization.objects.create(
        slug=_free_slug(parted.name, within),
        kind=guess_kind(parted.name),
        name=presentable(parted.name),
        acronym=parted.acronym,
        parent=within,
        fictitious=fictitious,
    )
    names = [add_name(organization, parted.name, OrganizationName.Kind.OFFICIAL, first_year=year, last_year=year)]
    if parted.acronym and name_key(parted.acronym) != name_key(parted.name):
        kind = OrganizationName.Kind.ABBREVIATION
        names.append(add_name(organization, parted.acronym, kind, first_year=year, last_year=year))
    payload = {"name": organization.name, "kind": organization.kind}
    record(events.ADDED, f"organization/{organization.slug}", payload, role=role, fictitious=organization.fictitious)
    return names


def add_name(
    organization: Organization,
    name: str,
    kind: str,
    *,
    first_year: int | None = None,
    last_year: int | None = None,
) -> OrganizationName:
    """Writes one more name under which documents print the organization, with the years of those documents."""
    return OrganizationName.objects.create(
        organization=organization,
        kind=kind,
        name=name,
        folded=name_key(name),
        first_year=first_year,
        last_year=last_year,
    )


def _free_slug(name: str, within: Organization | None) -> str:
    """An address made of the name, with that of the organization above, or a number, when it is taken."""
    base = slugify(name)[:SLUG_LENGTH].strip("-") or "organizacion"
    wanted = f"{base}-{slugify(within.acronym) or within.slug}"[:SLUG_LENGTH] if within else base
    taken = set(Organization.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return free_slug(wanted, taken | RESERVED)
