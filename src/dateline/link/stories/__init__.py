"""Which reports of a mixed pile tell one story."""
