"""Roadbook: a CRM in which business travel and the calendar are part of the customer record."""
