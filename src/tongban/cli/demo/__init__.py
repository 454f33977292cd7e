"""The demo: two platforms on this machine, and a story played through their pages as people would play it."""
