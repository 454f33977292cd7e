"""The pure rules of the federation that acts and pages ask."""

from tongban.federation.rules.sealing import name_of, own_reader, public_of, reader_of, sealed_for, unsealed

__all__ = ["name_of", "own_reader", "public_of", "reader_of", "sealed_for", "unsealed"]
