"""What is true about a card: pure, without clock, language or I/O."""
