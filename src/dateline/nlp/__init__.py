"""Tokens, sentences, calendar dates, and the encoder that reads the text once for every finder."""
