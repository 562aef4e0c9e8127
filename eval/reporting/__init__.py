"""What a report of a run shows, from single pieces of HTML and SVG to its sections."""
