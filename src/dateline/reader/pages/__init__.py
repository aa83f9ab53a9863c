"""The pages of the reader, one module a page, found by being here."""
