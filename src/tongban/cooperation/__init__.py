"""What courts do for each other, and how a person acts through any portal in a case that lives elsewhere."""
