"""The order of items: score, likeness, stories, trends, and what the reader's flags teach."""
