"""What one can type after `dateline`, one module a command or a pair of them, found by being here."""
