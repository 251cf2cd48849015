"""Who is who: units, people, posts, portfolios, absence, and the office's own rest days."""
