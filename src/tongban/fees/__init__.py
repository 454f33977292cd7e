"""Fees: what a case costs, who pays in advance, and the reasons (诉讼费用交纳办法)."""
