"""The nouns of the factory: frozen pydantic models without I/O, without Prefect, importing nothing else of ours."""
