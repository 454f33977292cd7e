"""送达: what was sent to whom, how, when it arrived, and from when it counts."""
