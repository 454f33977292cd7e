"""The families of commands: each module has `register`, which adds its commands to the parser of `courtlog.cli`."""
