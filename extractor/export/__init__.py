"""Records to the formats that search engines, databases and tables take."""
