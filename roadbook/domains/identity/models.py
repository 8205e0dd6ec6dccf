"""Tables of identity: people, teams, grades, territories, roles, API tokens, the company."""

from datetime import datetime
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from roadbook.core.actor import Role
from roadbook.foundation.changes.models import SyncedModel, new_id


class Team(SyncedModel):
    """A node of the team tree. `path` is "/<id>/<id>/", root first, own id last."""

    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=700, unique=True)

    def __str__(self) -> str:
        return self.name


class Grade(SyncedModel):
    """A grade of the travel standards."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(deleted_at=None), name="grade_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.code


class PersonDirectory(BaseUserManager["Person"]):
    """Creates people; Django and allauth ask for these names."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        person: Person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(SyncedModel, AbstractBaseUser):
    """Somebody who works here and may sign in with their e-mail address."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=80)
    name_latin = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    locale = models.CharField(max_length=10, default="zh-Hans")
    time_zone = models.CharField(max_length=64, default="Asia/Shanghai")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="members")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, null=True, related_name="+")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    is_staff = False
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonDirectory] = PersonDirectory()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_lowercase"
            ),
            models.CheckConstraint(
                condition=models.Q(locale__in=["zh-Hans", "en"]), name="person_locale_known"
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name


class Territory(SyncedModel):
    """A part of the market that people work together."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(deleted_at=None), name="territory_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TerritoryMember(SyncedModel):
    """A person who works a territory."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="territories")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "person"],
                condition=models.Q(deleted_at=None),
                name="territory_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.territory_id}"


class RoleGrant(SyncedModel):
    """A role held by a person; a manager holds it for a team and its whole subtree."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=10)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="grants")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in sorted(Role)]),
                name="grant_role_known",
            ),
            models.CheckConstraint(
                condition=models.Q(role="manager", team__isnull=False)
                | (~models.Q(role="manager") & models.Q(team__isnull=True)),
                name="grant_team_for_managers",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(deleted_at=None, team=None),
                name="grant_role_once",
            ),
            models.UniqueConstraint(
                fields=["person", "team"],
                condition=models.Q(deleted_at=None, team__isnull=False),
                name="grant_team_once",
            ),
        ]
        indexes = [models.Index(fields=["role", "person"], name="grant_by_role")]

    def __str__(self) -> str:
        return f"{self.role} of {self.person_id}"


class ApiTokenSet(models.QuerySet["ApiToken"]):
    """Tokens by what they are still good for."""

    def usable(self, *, now: datetime) -> Self:
        return self.filter(
            models.Q(expires_at=None) | models.Q(expires_at__gt=now),
            revoked_at=None,
            person__is_active=True,
            person__deleted_at=None,
        )


class ApiToken(models.Model):
    """A personal bearer token: only the SHA-256 digest of its secret is stored."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenSet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "created_at"], name="token_by_person")]

    def __str__(self) -> str:
        return self.name


class CompanySettings(SyncedModel):
    """The one row about the company."""

    is_single = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(max_length=120)
    name_latin = models.CharField(max_length=120, blank=True, default="")
    tax_number = models.CharField(max_length=30, blank=True, default="")
    base_currency = models.CharField(max_length=3, default="CNY")
    time_zone = models.CharField(max_length=64, default="Asia/Shanghai")
    locale = models.CharField(max_length=10, default="zh-Hans")
    mfa_required_roles = models.JSONField(default=list)
    is_demo = models.BooleanField(default=False)
    set_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_single=True), name="company_settings_single"
            )
        ]

    def __str__(self) -> str:
        return self.name
