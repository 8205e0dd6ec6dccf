"""Two people at the same moment, each with a browser: one wins, the other is told, once only."""

import json
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.http import HttpResponse

from roadbook.domains.approvals.models import ApprovalTask
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, Invoice
from roadbook.domains.recognition.tests.factories import make_document
from roadbook.engines.invoices.tests import specimens
from roadbook.foundation.changes.models import new_id
from tests.bad_input.refusing import problem_of, send
from tests.matrix.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)


def together(*calls: Callable[[], HttpResponse]) -> list[HttpResponse]:
    """Send at the same moment, each on a connection of its own; the winner's answer first."""
    barrier, answers = Barrier(len(calls)), [HttpResponse(status=500)] * len(calls)

    def run(place: int, call: Callable[[], HttpResponse]) -> None:
        try:
            barrier.wait(timeout=10)
            answers[place] = call()
        finally:
            connection.close()

    threads = [Thread(target=run, args=(i, call)) for i, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(answers, key=lambda answer: answer.status_code)


@pytest.fixture
def world() -> World:
    return build()


def test_of_two_decisions_at_once_one_counts(world: World) -> None:
    page = world.make("manager", "GET", f"/api/v1/approvals/tasks/{world.names['task']}")
    body = {"seen": page["seen"], "comment": "请改签"}

    won, lost = together(
        *(
            lambda decision=decision: send(
                world,
                "manager",
                "POST",
                "approvals/tasks/$task/decide",
                {**body, "decision": decision},
            )
            for decision in ("approve", "reject")
        )
    )

    assert won.status_code == 200
    problem_of(lost, status=409, code="approvals.already_decided")
    decided = ApprovalTask.objects.get(id=world.names["task"])
    assert decided.state == json.loads(won.content)["task_state"]


def test_of_two_approvers_of_a_report_one_counts(world: World) -> None:
    report = world.names["waiting_report"]
    page = world.make("manager", "GET", f"/api/v1/expenses/reports/{report}")
    waiting = [line for line in page["lines"] if line["state"] == "submitted"]
    said = {
        "manager": [
            {"expense_id": line["id"], "is_approved": True, "approved_minor": line["base_minor"]}
            for line in waiting
        ],
        "finance": [
            {"expense_id": line["id"], "is_approved": False, "reason": "请补发票"}
            for line in waiting
        ],
    }

    won, lost = together(
        *(
            lambda who=who, decisions=decisions: send(
                world,
                who,
                "POST",
                "expenses/reports/$waiting_report/decisions",
                {"decisions": decisions, "seen": page["seen"]},
            )
            for who, decisions in said.items()
        )
    )

    assert won.status_code == 200
    problem_of(lost, status=409, code="expenses.already_decided")
    verdicts = Expense.objects.filter(id__in=[line["id"] for line in waiting])
    assert len(set(verdicts.values_list("is_approved", "decided_by_id"))) == 1


def test_of_two_claims_on_one_invoice_one_is_taken(world: World) -> None:
    specimen = specimens.Specimen()
    documents = {
        "owner": make_document(world.actor("owner"), specimens.fapiao_xml(specimen)),
        "stranger": make_document(
            world.actor("stranger"), specimens.pdf(specimens.page_of(specimen))
        ),
    }
    lines = Expense.objects.count()

    won, lost = together(
        *(
            lambda who=who, document=document: send(
                world,
                who,
                "POST",
                "expenses/lines",
                {
                    "id": str(new_id()),
                    "category": "local",
                    "amount_minor": 26_800,
                    "currency": "CNY",
                    "spent_on": "$today",
                    "document_ids": [str(document.id)],
                },
            )
            for who, document in documents.items()
        )
    )

    assert won.status_code == 200
    problem = problem_of(lost, status=409, code="expenses.invoice_already_used")
    assert problem["facts"]["is_own"] is False
    assert problem["facts"]["expense_id"] is None
    invoice = Invoice.objects.get(number=specimen.number)
    assert ExpenseReceipt.objects.filter(invoice=invoice).count() == 1
    assert Expense.objects.count() == lines + 1
