"""Units, people and how they hang together. Rows are dated: nothing that once was is deleted."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from luoshi.org.roles import Role


class UnitKind(models.TextChoices):
    """Kinds of unit (glossary 36)."""

    GOVERNMENT = "government", "本级政府"
    OFFICE = "office", "政府办公室"
    SECTION = "section", "科室"
    BUREAU = "bureau", "部门"
    TOWNSHIP = "township", "乡镇（街道）"
    INSTITUTION = "institution", "事业单位"
    ENTERPRISE = "enterprise", "企业"
    VERTICAL = "vertical", "垂直管理单位"
    SUPERIOR = "superior", "上级机关"


class Line(models.Model):
    """口: a group of units under one leader's care, such as 城建口 (glossary 37)."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit that can be asked for something. `code` never changes; names do, through `Alias`."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=UnitKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="units")
    position = models.PositiveIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    fixed_phone = models.CharField(max_length=40, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.short_name


class Alias(models.Model):
    """Another name of a unit, with the days on which it was right (reforms rename and merge)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=80, db_index=True)
    former = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="alias_once_per_unit"),
        ]

    def __str__(self) -> str:
        return self.name


class NameWish(models.Model):
    """A name that papers use and the directory does not know: asked for by whoever met it, settled
    by whoever keeps the directory."""

    name = models.CharField(max_length=80, unique=True)
    asked_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class UnitGroup(models.Model):
    """A collective name such as 各乡镇: all units of a kind, of a line, or a list of its own."""

    name = models.CharField(max_length=80, unique=True)
    other_names = models.JSONField(default=list, blank=True)
    kind = models.CharField(max_length=12, choices=UnitKind, blank=True)
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="+")
    units = models.ManyToManyField(Unit, blank=True, related_name="groups")

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """People are found by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Someone who signs in. What they may do follows from their posts, never from a flag here."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people")
    title = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["unit__position", "id"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role held by a person in a unit from day to day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=Role)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "unit", "role"], name="post_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()}"


class Portfolio(models.Model):
    """Division of work: this leader is in charge of this line or this single unit."""

    leader = models.ForeignKey(Person, models.CASCADE, related_name="portfolios")
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="portfolios")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="portfolios")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(line__isnull=False, unit__isnull=True)
                | models.Q(line__isnull=True, unit__isnull=False),
                name="portfolio_is_a_line_or_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leader} → {self.line or self.unit}"


class Absence(models.Model):
    """Away from post between two days; S30's second exception asks for this record."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    begins = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.person} {self.begins}—{self.ends}"


class Delegation(models.Model):
    """`deputy` acts for `principal` between two moments and not a second longer."""

    principal = models.ForeignKey(Person, models.CASCADE, related_name="delegations_given")
    deputy = models.ForeignKey(Person, models.CASCADE, related_name="delegations_held")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")), name="delegation_ends_later"
            ),
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("deputy")), name="delegation_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} 代 {self.principal}"


class RestDay(models.Model):
    """The office's own calendar: wins over the published one (local days off, later changes)."""

    day = models.DateField(unique=True)
    rest = models.BooleanField(default=True)
    name = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {'休' if self.rest else '班'}"


class Token(models.Model):
    """A bearer token of the API; only its digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} {self.label}"
