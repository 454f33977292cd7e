"""Writing the register; due work; seals."""
