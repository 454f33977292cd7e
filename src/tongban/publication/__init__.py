"""Publication (公开): what the public may read of the court's work."""
