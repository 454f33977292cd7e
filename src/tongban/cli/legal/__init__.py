"""`tongban law`: the rules of law at a terminal, without a platform."""
