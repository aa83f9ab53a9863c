"""What the program speaks of: reports, findings, the record and its entries, errors, ids.

Nothing here reads a file, knows a format or holds a pattern. Every other floor imports this one.
"""
