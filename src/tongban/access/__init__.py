"""Who may see what: labels on rows, a viewer's facts, and one table of rules in two forms (Python and SQL)."""
