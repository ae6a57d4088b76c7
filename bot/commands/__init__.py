"""What each command of `simclinic` does."""
