"""What a person can do, as tables: menus, shortcuts, palette and manual are made from them."""
