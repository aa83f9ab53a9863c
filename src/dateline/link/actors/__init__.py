"""Who is who across reports: everyone and everything that acts or speaks, and where places lie."""
