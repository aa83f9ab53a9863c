"""What can be done to a case in the reader, one module a form, found by being here."""
