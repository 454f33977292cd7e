"""Rules of the dossier."""
