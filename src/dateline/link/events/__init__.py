"""Which mentions of many reports are one event in the world."""
