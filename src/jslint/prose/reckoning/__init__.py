"""Figures that the words beside them make from others of their sentence, whatever those are of: A，比上年 B 减少 D，下降 P%.

Only figures that nobody could bind are looked at, and only ways of saying in which the words leave one way to work it out. Of several
figures that it could be worked out of, the ones that fit are meant; where none fits it is said only if there is no choice.
"""

from jslint.prose.reckoning.made import Reckoning
from jslint.prose.reckoning.table import reckoned

__all__ = ["Reckoning", "reckoned"]
