"""The narrative set to what the tables say: relations run backwards, in each sentence's own way of writing."""

from jslint.editing.fill.carrying import Carry, carries, carry_figure
from jslint.editing.fill.filling import Filled, Left, fill_text, is_open, section_names
from jslint.editing.fill.made import Change

__all__ = ["Carry", "Change", "Filled", "Left", "carries", "carry_figure", "fill_text", "is_open", "section_names"]
