"""How the factory is operated: server, work pools, automations, deployments and workers, as data and as commands."""
