"""Words that the desk's pages share."""
