"""Pure rules of the federation."""
