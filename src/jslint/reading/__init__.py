"""Text to tree: the only rooms that know YAML and JSON Schema."""
