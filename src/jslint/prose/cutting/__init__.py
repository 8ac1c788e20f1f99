"""How tokens become clauses: a draft of the clause, which each kind of token goes into or ends."""
