"""Pure rules about hearings."""
