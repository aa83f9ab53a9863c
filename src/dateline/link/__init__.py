"""Findings -> record: actors, sources, copies, the timeline. Across reports."""
