"""Words and patterns as data: one TOML file a subject, a folder a language, examples with every entry."""
