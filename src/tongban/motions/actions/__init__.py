"""Acts of motions."""
