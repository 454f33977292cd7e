"""Acts of service."""
