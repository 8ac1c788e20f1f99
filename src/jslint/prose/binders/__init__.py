"""How a figure is bound: small functions in one ordered table, each with its examples beside it."""
