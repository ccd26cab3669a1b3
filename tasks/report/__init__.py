"""The report: one self-contained HTML page about a campaign, made from its lake alone."""
