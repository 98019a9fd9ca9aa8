"""Every word that is shown, in Chinese and in English."""
