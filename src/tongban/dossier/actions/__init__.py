"""Acts of the dossier."""
