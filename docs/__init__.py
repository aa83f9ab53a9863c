"""Documentation: pages for people, and `generate`, which writes the reference from the program."""
