"""Pure rules of documents: what may be taken in, verification codes, the life of a paper."""
