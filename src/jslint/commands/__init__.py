"""The commands behind `jslint`, one in each file; each is loaded when it is called."""
