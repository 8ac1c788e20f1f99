"""Files and what holds for them: discovery, configuration, cache, baseline; with package data the only file I/O."""
