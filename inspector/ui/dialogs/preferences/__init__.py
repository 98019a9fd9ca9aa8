"""Preferences: one page for each thing that is settled once and rarely touched again."""
