"""What attackers try, and what stands against it: docs/security names the control that each file here proves."""
