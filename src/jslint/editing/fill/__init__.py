"""The narrative set to what the tables say: relations run backwards, in each sentence's own way of writing."""

from jslint.editing.fill.filling import Change, Filled, Left, fill_text, is_open, section_names

__all__ = ["Change", "Filled", "Left", "fill_text", "is_open", "section_names"]
