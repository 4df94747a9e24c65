"""Many machines that share one PostgreSQL: workers take inspections from queues and put packs where all can read."""
