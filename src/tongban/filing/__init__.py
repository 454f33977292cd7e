"""Filing (立案): from a person's answers to a registered case."""
