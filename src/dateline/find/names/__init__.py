"""Who is named in a report: names as printed, whose they are, and whom pronouns stand for."""
