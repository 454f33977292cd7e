"""Evidence (证据): exhibits of both sides, their exchange in rounds, and what each side says of the other's."""
