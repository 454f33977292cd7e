"""The outside world of evidence: web pages, a browser, what files say about themselves."""
