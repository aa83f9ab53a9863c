"""The input formats, one module each, found by being here."""
