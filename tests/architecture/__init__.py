"""The house is as its plan says: floors, sizes, keys, clock, texts, register."""
