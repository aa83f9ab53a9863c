"""Report -> findings: times, names, statements, events. Each report on its own."""
