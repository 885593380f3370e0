"""`dateline bench`: what Dateline costs, measured on texts made up for it, beside its peers."""
