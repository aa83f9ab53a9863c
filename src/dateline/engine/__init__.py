"""The whole job on one machine: read, find, link, keep."""
