"""Acts about personal data: export, erasure, and what the table of periods makes due."""
