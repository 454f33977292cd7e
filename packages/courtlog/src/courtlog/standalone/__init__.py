"""Files that go into every bundle: the stand-alone verifier and the instructions."""
