"""Pure foundations: refusals, actors, facts, moves, money, numbers, time. Standard library and RFC 8785 only."""
