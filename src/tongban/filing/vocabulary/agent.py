"""Who acts for the plaintiff, named with the complaint (委托诉讼代理人; CPL 62, 登记立案 4)."""

from __future__ import annotations

AGENT = "agent."
"""With what the answers begin that name the agent."""
AGENT_TOLD = ("kind", "name", "id_kind", "id_number", "firm", "scope", "powers", "since", "until")
"""What is told of the agent, as `cases.law.Grant` reads it."""
AGENT_ANSWERS = frozenset(AGENT + name for name in AGENT_TOLD)
FILED_BY = f"{AGENT}filed_by"
"""The answer that says who files for the plaintiff with the own account: the uid of that person. Nobody types it."""
AGENT_PAPER, AGENT_PROOFS = f"{AGENT}files", f"{AGENT}proofs"
"""As what its files are handed in: the power of attorney, and what shows who the agent is."""
AGENT_PAPERS = {AGENT_PAPER: "授权委托书", AGENT_PROOFS: "代理人身份和资格证明"}
"""By these: how a receipt calls them."""
PRIVATE_KINDS = frozenset({"files.identity", *AGENT_PAPERS})
"""Materials that the other side does not get to see: copies of identity papers, and an authority not yet checked."""
