"""The composition root: settings, urls, servers, the one clock. It may import everything; nothing imports it."""
