"""Times: rules over words, calendar arithmetic, and what a time is counted from."""
