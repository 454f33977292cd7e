"""The shared parts of pages: layout, components, tokens and vendored browser files. README.md lists them."""
