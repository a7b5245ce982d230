"""Municipal job title -> ranked O*NET-SOC occupations, with reasons and a confidence that means what it says."""
