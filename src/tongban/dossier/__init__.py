"""The file of a case: what lies at the court on paper, beside what is online."""
