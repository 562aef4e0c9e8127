"""index: Article -> passages -> vectors and postings -> search. Imports corpus."""
