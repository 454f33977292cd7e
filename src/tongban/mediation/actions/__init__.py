"""Acts of mediation."""
