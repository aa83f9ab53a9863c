"""Which reports are one text, and which pass on what another outlet reported."""
