"""One module per page or family of pages: guard, query, form, act, render."""
