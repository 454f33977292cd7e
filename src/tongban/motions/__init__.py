"""What a party asks of the court within a pending case, and what the court decides (诉讼中的申请)."""
