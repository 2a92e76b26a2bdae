"""Institutions and other actors, their names over time, periods of administration, and bodies with seats."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from minga.foundation.organizations.naming import is_feminine
from minga.kernel.models import PublicModel


class Organization(PublicModel):
    """A municipal unit or an external actor. One that changes its name stays the same organization."""

    class Kind(models.TextChoices):
        """Municipal kinds first, then the actors that the PMDOT 2024-2033 lists (appendix 12, note 1)."""

        MUNICIPALITY = "municipality", _("municipio")
        SECRETARIAT = "secretariat", _("secretaría")
        DIRECTORATE = "directorate", _("dirección")
        ZONAL_ADMINISTRATION = "zonal-administration", _("administración zonal")
        UNIT = "unit", _("unidad")
        PUBLIC_COMPANY = "public-company", _("empresa pública")
        AGENCY = "agency", _("corporación o agencia")
        COUNCIL = "council", _("concejo o consejo")
        CIVIL_SOCIETY = "civil-society", _("sociedad civil")
        COMUNA = "comuna", _("comuna")
        IMPROVEMENT_COMMITTEE = "improvement-committee", _("comité pro mejoras")
        SPORTS_LEAGUE = "sports-league", _("liga barrial")
        ASSEMBLY = "assembly", _("asamblea sectorial")
        CLUB = "club", _("club")
        COLLECTIVE = "collective", _("colectivo")
        FOUNDATION = "foundation", _("fundación")
        SOCIAL_ORGANIZATION = "social-organization", _("organización social")
        COOPERATIVE = "cooperative", _("cooperativa")
        DEVELOPER = "developer", _("constructora o inmobiliaria")
        CHAMBER = "chamber", _("cámara")
        PRODUCTIVE_SECTOR = "productive-sector", _("sector productivo")
        COMPANY = "company", _("industria o empresa")
        BANK = "bank", _("banca y finanzas")
        UNIVERSITY = "university", _("universidad o academia")
        INTERNATIONAL_AGENCY = "international-agency", _("organismo o agencia internacional")
        MULTILATERAL = "multilateral", _("organismo multilateral")
        LOCAL_GOVERNMENT = "local-government", _("gobierno autónomo descentralizado")
        COMMONWEALTH = "commonwealth", _("mancomunidad")
        OTHER = "other", _("otro actor")

    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=Kind.choices, default=Kind.OTHER)
    name = models.CharField(max_length=300)
    acronym = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    territory = models.ForeignKey(
        "territory.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="organizations"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=300, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="organization_validity",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        """Its name as pages show it: that of an invented one says so."""
        if not self.fictitious:
            return self.name
        mark = pgettext("feminine", "ficticia") if is_feminine(self.name) else pgettext("masculine", "ficticio")
        return f"{self.name} ({mark})"

    def get_absolute_url(self) -> str:
        """The organization's page."""
        return reverse("organizations:detail", args=[self.slug])


class OrganizationName(models.Model):
    """Another name under which documents print an organization: a former name, an abbreviation or a variant.

    `folded` is the name as it is compared: without accents, case, punctuation and spaces inside acronyms. Years are
    those of the documents that print the name, not legal dates; `source` tells their lines. `is_reading` when no
    document says that the name is this organization's: it is our reading.
    """

    class Kind(models.TextChoices):
        """What the other name is."""

        OFFICIAL = "official", _("nombre")
        FORMER = "former", _("nombre anterior")
        ABBREVIATION = "abbreviation", _("abreviatura")
        VARIANT = "variant", _("variante impresa")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.TextField(blank=True)
    is_reading = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "first_year", "name")
        constraints = (models.UniqueConstraint(fields=["organization", "folded"], name="organization_name_once"),)

    def __str__(self) -> str:
        return self.name


class AdministrationPeriod(models.Model):
    """A period of municipal administration, named by its years and not by persons.

    The days of its start and end are often not printed; then only its years are known.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-first_year", "slug")

    def __str__(self) -> str:
        return self.name


class Body(PublicModel):
    """A council, roundtable or committee with seats."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=300)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies"
    )
    purpose = models.TextField(blank=True)
    act = models.CharField(max_length=300, blank=True)
    source = models.TextField(blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name

    @property
    def total_seats(self) -> int:
        """The seats of all sectors, alternates apart; with `seat_rules` prefetched it takes no query."""
        return sum(rule.seats for rule in self.seat_rules.all())

    def get_absolute_url(self) -> str:
        """The body's page."""
        return reverse("bodies:body", args=[self.slug])


class SeatRule(models.Model):
    """How many seats a sector has in a body, whether it presides, and whether each seat has an alternate."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seat_rules")
    position = models.PositiveSmallIntegerField()
    sector = models.CharField(max_length=200)
    seats = models.PositiveSmallIntegerField()
    presides = models.BooleanField(default=False)
    alternates = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["body", "position"], name="seat_rule_position"),)

    def __str__(self) -> str:
        return f"{self.sector}: {self.seats}"
