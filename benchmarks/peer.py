"""The same list written plainly with Django REST framework, as a peer to measure against."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from rest_framework import (  # type: ignore[import-untyped]  # it ships no types
    authentication,
    generics,
    pagination,
    permissions,
    serializers,
)

from roadbook.core.ids import PersonId
from roadbook.domains.customers.models import Account, TagLink
from roadbook.domains.customers.policies import visible_accounts
from roadbook.domains.identity.queries import actor_of


class AccountSerializer(serializers.ModelSerializer):  # type: ignore[misc]  # no types
    """The fields of our list, by the framework's own means."""

    owner_name = serializers.CharField(source="owner.name")
    position = serializers.SerializerMethodField()
    tag_ids = serializers.SerializerMethodField()

    class Meta:
        model = Account
        fields = (
            "id", "name", "owner_id", "customer_class", "lifecycle_stage", "city_code", "district",
            "industry", "territory_id", "position", "position_state", "tag_ids", "owner_name",
            "version",
        )  # fmt: skip

    def get_position(self, row: Account) -> dict[str, float] | None:
        return None if row.lat is None or row.lon is None else {"lat": row.lat, "lon": row.lon}

    def get_tag_ids(self, row: Account) -> list[str]:
        links = TagLink.objects.filter(account_id=row.id, deleted_at=None)
        return [str(tag) for tag in links.values_list("tag_id", flat=True)]


class BatchedTags(AccountSerializer):
    """The same with the tags of the page read in one statement."""

    def get_tag_ids(self, row: Account) -> list[str]:
        found: list[str] = self.context["tags"].get(row.id, [])
        return found


class ByName(pagination.CursorPagination):  # type: ignore[misc]  # no types
    ordering = "sort_key"
    page_size = 50


class AccountList(generics.ListAPIView):  # type: ignore[misc]  # no types
    """GET: fifty accounts by name, of those that the person may read."""

    authentication_classes = (authentication.SessionAuthentication,)
    permission_classes = (permissions.IsAuthenticated,)
    pagination_class = ByName
    serializer_class = BatchedTags

    def get_queryset(self) -> Any:  # noqa: ANN401  # the framework's own type
        actor = actor_of(PersonId(self.request.user.pk))
        return visible_accounts(actor).select_related("owner")

    def get_serializer(self, *args: Any, **words: Any) -> Any:  # noqa: ANN401  # as the framework declares it
        tags: dict[Any, list[str]] = {}
        ids = [row.id for row in args[0]]
        links = TagLink.objects.filter(account_id__in=ids, deleted_at=None)
        for account, tag in links.values_list("account_id", "tag_id"):
            tags.setdefault(account, []).append(str(tag))
        return super().get_serializer(*args, **{**words, "context": {"tags": tags}})


_view = AccountList.as_view()


def account_list(request: HttpRequest) -> HttpResponseBase:
    answer: HttpResponseBase = _view(request)
    return answer
