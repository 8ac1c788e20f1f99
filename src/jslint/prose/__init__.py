"""What the narrative says of its figures, read as a pipeline of pure steps.

`lexer.lex(passage) → tokens` (with the names of the report's own rows, `row_names`), `cutting.cut(tokens, opening) → frozen Clause`, `reader.read(clause, context) → (context, readings)` through
the ordered table of binders, `links.link(readings)`, and `assembly` gives the readings their places as claims. A new way of saying is a row
of `vocabulary.yaml` or a binder: a small function with its examples beside it.
"""
