"""What the prompt of each detector says, and its working. One file for each, of the same name."""
