"""Work for another process: plain values in, progress and plain values out."""
