"""Persons and organisations, their accounts, appointments and identity proofs."""
