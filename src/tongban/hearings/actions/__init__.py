"""Acts about hearings."""
