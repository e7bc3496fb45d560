"""What a model is asked for: an analysis, a brief, a translation. Each says what is sent and checks what comes."""
