"""What a command does, in order: the only room that acts on the store, the network and a model together."""
