"""Places and how they were arranged over time. Boundaries are loaded by the city; until then maps are schematic."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _


class Territory(models.Model):
    """A canton, zonal administration, parish, barrio or comuna.

    `code` is the official DPA code where there is one. The point (WGS 84) lies inside the territory. `boundary` is a
    GeoJSON geometry with its bounding box in `west` to `north`, set by `load_boundaries`.
    """

    class Kind(models.TextChoices):
        """The kinds of territory, from the largest to the smallest."""

        CANTON = "canton", _("cantón")
        ZONE = "zone", _("administración zonal")
        PARISH = "parish", _("parroquia")
        BARRIO = "barrio", _("barrio")
        COMUNA = "comuna", _("comuna")

    class Setting(models.TextChoices):
        """Whether a parish is urban or rural."""

        URBAN = "urban", _("urbana")
        RURAL = "rural", _("rural")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=20, blank=True)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list, blank=True)
    setting = models.CharField(max_length=10, choices=Setting.choices, blank=True)
    canton = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="places")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=200, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    boundary = models.JSONField(null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["kind", "code"], condition=~Q(code=""), name="territory_code"),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="territory_point",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        """Its name as pages show it: that of an invented place says so."""
        if not self.fictitious:
            return self.name
        feminine = self.kind in (self.Kind.ZONE, self.Kind.PARISH, self.Kind.COMUNA)
        mark = pgettext("feminine", "ficticia") if feminine else pgettext("masculine", "ficticio")
        return f"{self.name} ({mark})"

    @property
    def kind_words(self) -> str:
        """What it is, in words: «parroquia rural», «administración zonal»."""
        parishes = {self.Setting.URBAN: gettext("parroquia urbana"), self.Setting.RURAL: gettext("parroquia rural")}
        if self.kind == self.Kind.PARISH and self.setting:
            return parishes[self.Setting(self.setting)]
        return self.get_kind_display()

    @property
    def point(self) -> tuple[float, float] | None:
        """Its longitude and latitude in degrees (WGS 84), or None."""
        if self.longitude is None or self.latitude is None:
            return None
        return float(self.longitude), float(self.latitude)

    def get_absolute_url(self) -> str:
        """The territory's page."""
        return reverse("territory:detail", args=[self.slug])


class Layout(models.Model):
    """An arrangement of parishes into zones, with its dates and the act or document that shows it."""

    canton = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="layouts")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_current = models.BooleanField(default=False)

    class Meta:
        ordering = ("-is_current", "slug")
        constraints = (
            models.UniqueConstraint(fields=["canton"], condition=Q(is_current=True), name="one_current_layout"),
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A place stands inside another in a layout: a parish in a zone."""

    layout = models.ForeignKey(Layout, on_delete=models.CASCADE, related_name="memberships")
    parent = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="children_memberships")
    child = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="parent_memberships")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["layout", "child"], name="one_parent_per_layout"),)

    def __str__(self) -> str:
        return f"{self.child} → {self.parent}"


class Population(models.Model):
    """Inhabitants of a territory in a year, with the source of the figure."""

    class Kind(models.TextChoices):
        """How the figure came about."""

        CENSUS = "census", _("censo")
        PROJECTION = "projection", _("proyección")

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CENSUS)
    inhabitants = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ("year",)
        constraints = (models.UniqueConstraint(fields=["territory", "year", "kind"], name="one_population_per_year"),)

    def __str__(self) -> str:
        return f"{self.territory} {self.year}: {self.inhabitants}"
