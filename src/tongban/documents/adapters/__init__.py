"""The outside world of documents: store, typesetter, signatures, time stamps, pictures; `in_place` names the chosen."""
