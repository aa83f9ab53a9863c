"""What is measured, on which data, and the floors it must not fall below: `python -m evaluation`."""
