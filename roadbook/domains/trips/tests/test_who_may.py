from itertools import product

import pytest

from roadbook.domains.trips.contracts import TripAction
from roadbook.domains.trips.policies import MAY, Relation

OWNERS = {
    TripAction.EDIT,
    TripAction.SUBMIT,
    TripAction.RECALL,
    TripAction.REQUEST_CHANGE,
    TripAction.DROP_CHANGE,
    TripAction.START,
    TripAction.COMPLETE,
    TripAction.CANCEL,
    TripAction.CLOSE,
}
OTHERS = {
    (Relation.LEADER, TripAction.CANCEL),
    (Relation.ADMIN, TripAction.CANCEL),
    (Relation.FINANCE, TripAction.CLOSE),
    (Relation.ADMIN, TripAction.CLOSE),
}


@pytest.mark.parametrize(("relation", "action"), list(product(Relation, TripAction)))
def test_each_relation_may_what_the_table_says(relation: Relation, action: TripAction) -> None:
    may = relation in MAY[action]

    is_owners = relation is Relation.OWNER and action in OWNERS
    assert may is (is_owners or (relation, action) in OTHERS)
