"""Pure rules about cases."""
