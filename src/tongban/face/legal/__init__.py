"""Answers of the law as data: the same keys for the command line, the API and the pages, in the reader's language."""
