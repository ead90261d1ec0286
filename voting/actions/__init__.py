"""What people do: prepare, open, close, count and purge polls (`polls`); vote in them (`votes`)."""
