"""What is kept between inspections: targets, due runs, history, people, in SQLite or PostgreSQL."""
