"""Acts of the federation."""
