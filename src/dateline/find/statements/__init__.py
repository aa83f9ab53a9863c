"""Who is said to have said what in a report, in which form, and on whose authority."""
