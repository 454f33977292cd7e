"""Courts: the hierarchy, codes, jurisdiction, calendars and the dated law data that every case leans on."""
