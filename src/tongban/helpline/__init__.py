"""The hotline and the counter: whom people ask, what they asked, and when the court answers."""
