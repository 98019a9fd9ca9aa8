"""The words and rules of the field as plain values; imports the standard library only."""
