"""PDF documents: a child process gives what pages draw; the rest is pure."""
