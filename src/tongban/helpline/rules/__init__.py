"""Pure rules of the helpline."""
