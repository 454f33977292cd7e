"""Acts of cooperation."""
