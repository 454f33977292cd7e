"""Acts about evidence."""
