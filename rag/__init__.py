"""rag: a question -> evidence -> a checked answer. Imports index and corpus; holds settings and shipped models."""
