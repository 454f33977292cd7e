"""Acts about people."""
