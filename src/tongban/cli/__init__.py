"""Entrance for the command line: the demo, and the tools that ask the law. Servers and setup are `wiring`'s."""
