"""What every room may use and what knows none of them: encodings, hashes, files, Retry-After."""
