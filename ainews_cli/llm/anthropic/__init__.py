"""Claude, or any server that speaks the Messages API. `provider` is its row; `engine` and the rest know the SDK."""
