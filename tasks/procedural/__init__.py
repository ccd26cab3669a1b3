"""The teacher that needs no key: blueprints, families, operators, dialects."""
