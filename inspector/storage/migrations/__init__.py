"""The numbered migrations of the workspace file; `user_version` holds the last one that ran."""
