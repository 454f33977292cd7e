"""Template tags by theme: values (amounts, dates), parts, panels and fields. All register in `library`."""
