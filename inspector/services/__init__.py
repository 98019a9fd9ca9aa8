"""What the program can do, one verb a function; no file format and no screen."""
