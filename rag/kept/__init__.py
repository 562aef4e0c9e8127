"""What stays in the home: conversations, checks, reviews, and answers as they are exported."""
