"""The narrative: sections, their figures, and what each figure says."""

from jslint.report.prose.claims import ROLE_WORDS, Claim, Role, Unbound
from jslint.report.prose.section import Passage, Section, build_section, section_key

__all__ = ["ROLE_WORDS", "Claim", "Passage", "Role", "Section", "Unbound", "build_section", "section_key"]
