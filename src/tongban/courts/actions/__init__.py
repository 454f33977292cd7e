"""Acts of the courts domain."""
