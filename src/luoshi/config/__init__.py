"""Settings, addresses and the server's entry: the only floor that knows the environment."""
