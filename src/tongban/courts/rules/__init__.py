"""Pure rules of the courts domain: hierarchy, periods, venue, levels, causes. Law data is read once and cached."""
