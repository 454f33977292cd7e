"""Pure rules of fees: the tariff and the value of a claim."""
