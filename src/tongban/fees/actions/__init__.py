"""Acts about money."""
