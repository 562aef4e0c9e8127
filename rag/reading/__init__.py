"""What a text states: its figures, dates, names, clauses, denials and quotations, each where it stands."""
