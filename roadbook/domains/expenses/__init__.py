"""Owns what a journey really cost: lines, invoices, reports, reimbursement, ledger, vouchers,
rates.

Leaves the trip to trips, limits and daily rates to standards, reading documents to recognition.
"""
