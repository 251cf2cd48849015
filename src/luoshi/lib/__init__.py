"""Plain Python that knows nothing of Django: time, numbers, text, files, digests."""
