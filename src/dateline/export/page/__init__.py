"""What the HTML page shows, worked out before a template sees it: words, places, pieces, drawing."""
