"""The marker of our pytest items, known to the plugin and to the items alike."""

MARK = "jslint"
