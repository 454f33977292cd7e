"""Forms of the portal and the words of its pages."""
