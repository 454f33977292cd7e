"""Documents: what was handed in and what the court issued, kept by content, in versions, rendered and signed.

The floor knows ids and labels only: no case, no person. Who may see a document is said by its label (access).
"""
