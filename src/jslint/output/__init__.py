"""Ledger and diagnostics as something to read: for people and for machines."""
