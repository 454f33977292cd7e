"""Tongban (通办): the open court platform. `docs/guide/` is the way in."""
