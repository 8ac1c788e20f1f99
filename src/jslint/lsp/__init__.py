"""The language server: shows in an editor, while a person types, what the rules find."""
