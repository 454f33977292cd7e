"""Django glue under every domain: the base row, acts, the write guard, words for people."""
