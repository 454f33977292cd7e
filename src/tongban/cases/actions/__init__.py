"""Acts and steps on cases."""
