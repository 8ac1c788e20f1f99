"""The pytest plugin: every report file is a test item; nothing of jslint is imported in a run without reports."""

from __future__ import annotations
