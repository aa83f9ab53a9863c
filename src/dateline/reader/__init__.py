"""The web reader: a case in a browser on one's own machine, with no network."""
