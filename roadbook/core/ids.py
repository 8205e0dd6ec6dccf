"""Typed ids. Every record has a UUID version 7 made by whoever creates it."""

from typing import NewType
from uuid import UUID

PersonId = NewType("PersonId", UUID)
TeamId = NewType("TeamId", UUID)
TerritoryId = NewType("TerritoryId", UUID)
GradeId = NewType("GradeId", UUID)
AccountId = NewType("AccountId", UUID)
ContactId = NewType("ContactId", UUID)
LeadId = NewType("LeadId", UUID)
OpportunityId = NewType("OpportunityId", UUID)
OrderId = NewType("OrderId", UUID)
InteractionId = NewType("InteractionId", UUID)
EventId = NewType("EventId", UUID)
VisitId = NewType("VisitId", UUID)
PlanId = NewType("PlanId", UUID)
TeamPlanId = NewType("TeamPlanId", UUID)
HotelId = NewType("HotelId", UUID)
TripId = NewType("TripId", UUID)
TaskId = NewType("TaskId", UUID)
ExpenseId = NewType("ExpenseId", UUID)
InvoiceId = NewType("InvoiceId", UUID)
ReportId = NewType("ReportId", UUID)
FileId = NewType("FileId", UUID)
JobId = NewType("JobId", UUID)
