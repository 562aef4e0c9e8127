"""A sentence held against the words it cites: each module finds one kind of fault."""
