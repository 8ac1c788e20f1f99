"""Where diagnosis stops looking, and how much it asks for: every limit with what it was measured to be good for.

A plain module of numbers, so that a test can put another one in each place and see that something changes.
"""

ENOUGH = 2
"""Broken relations that one cause must explain: a relation that breaks alone says which it is, not why.

So it is with cells, rows or columns that must say the same of one cause. What comes in pairs is two, whatever is enough.
"""

MOST_BROKEN = 2000
"""Broken relations beyond which no common cause is sought: such a report was misread, not misprinted."""

MOST_PARTS = 60
"""Figures of one relation that may be its wrong one: the parts of longer sums stand in shorter relations too."""

MOST_ROUNDED = 5
"""Steps by which a number found from sums of rounded amounts may be off: chains of up to ten roundings were seen."""

MOST_REPEATED = 12
"""Cells that print one figure and may all be wrong: 类, 款, 项 in four tables is what a report has."""

MOST_SHARED = 8
"""Figures of one sum that may stand in other findings for them to explain it together."""

FARTHEST = 5
"""Rows by which a block may have slid: published tables slid by one, two and five rows."""

MOST_ENDS = 5
"""Rows by which a block is begun or ended elsewhere, of those that print another amount then: twelve found no other block in 250."""

SEVERAL = 3
"""Cells or rows that must bear a displacement out where two could agree by chance."""

FEWEST_AMOUNTS = 4
"""Distinct amounts that a run needs: three may follow each other by chance, a 类 and its only 款 and 项 being one amount."""

FEWEST_JOINED, FEWEST_TOUCHING = 3, 2
"""Rows that a further run needs beside a telling one, elsewhere in the column or next to it: the distance may change."""

REACH = 2
"""Rows before and behind a block whose clues end there that may have slid along: zeros give no clue."""

CLEARLY = 10
"""Relations that must be explained for each good one that would break: fewer let two misprints pass for one block."""

MOSTLY = 4
"""Relations that a displacement must mend for each that it leaves broken over its own cells."""

TELLING = 4
"""Digits of the longest moved number and relations mended that are enough together: 1.00 stands in many places by chance.

An amount of so many digits is told by itself where only one or two of them moved.
"""

TELLING_DIGITS = 3
"""Digits (without closing zeros) by which one amount is told from a chance: 5.00 twice says little, 6.31 twice a lot."""

BESIDE_ROUNDING = 10
"""How many times larger than rounding a change must be for rounding to be beside the point."""

MOST_STEPS = 30
"""Steps within a relation's slack that are tried for a number nearer to what is printed."""

MOST_PLACES = 8
"""Cells of one column, or rows of one table, with the same amounts that are looked at; what is printed oftener tells nothing."""

MOST_DRAFTS = 48
"""Clues to an exchange or a copy that are weighed at a time, those that most relations give first."""

MOST_BLOCKS = 16
"""Blocks of one table that are weighed at a time, those that gain most first."""

WITNESSES = 8
"""Places of the report that may speak for a block beyond the relations it promises: a class, its 款 and its 项 in two columns."""

MOST_TAKEN = 8
"""Displacements of one report beyond which no more are sought."""

MOST_PAIRED = 24
"""Figures of which any two are asked whether they explain what a block does."""

MOST_SPOILT = 2
"""Relations in each column by which a growing block may fall behind what it gained before it is given up."""

MOST_SIBLINGS = 12
"""Rows of a class of which each may have changed places with one: a list of names leaves a dozen, without one two dozen are blank."""

MOST_SUSPECTS = 3
"""Figures shown where one is likelier than the others."""

MOST_RIVALS = 40
"""Displacements shown that explain as much as the chosen one: an amount may come from any blank 款 of a class."""

MOST_NEAR = 12
"""Repairs shown whose worked-out numbers rounding leaves open."""

MOST_TOLD = 24
"""Related places that a message names."""
