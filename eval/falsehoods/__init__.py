"""True sentences made false: each module has the rules of one kind of fault."""
