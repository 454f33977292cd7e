"""Pure rules about judgments."""
