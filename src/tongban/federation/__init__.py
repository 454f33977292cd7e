"""Peers, keys, signed envelopes and receipts between platforms. Knows no case: kinds and bodies belong to others."""
