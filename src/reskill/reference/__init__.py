"""The reference: occupations, tasks, figures and their sources, embedded or imported."""
