"""What was announced, promised, foretold or denied, and what became of it."""
