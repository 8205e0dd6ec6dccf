"""Approval chains, tasks, decisions and routing rules, for any kind of subject.

This slice owns who is asked, in which order, and what they said. What is decided on (a trip, an
expense report) belongs to its own slice, which is told through `ports.ApprovalSubject`.
"""
