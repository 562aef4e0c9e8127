"""What English words mean: lists, tables of verbs, countries and units, and how rare a word is."""
