"""One page of reactions (`table.py`): when this fact is recorded, that act is due. And the worker that does it."""
