"""Keys on disk and peers over HTTP."""
