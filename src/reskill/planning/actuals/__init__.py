"""What happened after a plan was signed: people and money as reported, against the plan, and what is to be done next."""
