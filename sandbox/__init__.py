"""Try it with no accounts: a local Slack and a stand-in for X."""
