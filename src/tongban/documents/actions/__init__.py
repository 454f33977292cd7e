"""Acts on documents: keep an upload, order a paper, render it, sign it."""
