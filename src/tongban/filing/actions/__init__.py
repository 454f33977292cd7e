"""Acts of filing."""
