"""What reports do not say alike, and in which way."""
