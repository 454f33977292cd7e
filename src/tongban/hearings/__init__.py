"""Hearings (庭审): setting the day, the hearing in court, its record, and who confirmed it."""
