"""Report and rules to ledger and diagnostics; which figure is wrong; what explains what."""
