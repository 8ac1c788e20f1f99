"""Documents, both ways: any file to a neutral stream, the stream to a report file; also a new report and a paste."""
