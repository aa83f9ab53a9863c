"""Record -> bytes, one module a format, found by being here."""
