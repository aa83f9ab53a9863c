"""Bytes -> reports: one file a format; what is article and what is furniture; when was it published."""
