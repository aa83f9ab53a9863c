"""What `dateline check` looks at: one module a kind of thing that must hold."""
