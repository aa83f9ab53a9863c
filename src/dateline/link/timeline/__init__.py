"""What the reports say of each date."""
