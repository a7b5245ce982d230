"""What lists and pages read of a project, by subject: queries whose rows have a `key`, without a word of any face."""
