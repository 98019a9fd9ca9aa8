"""Papers: from plain values to blocks, and from blocks to PDF and DOCX."""
