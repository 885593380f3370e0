"""The prompts: one template file each, rendered by `qa.prompting`. Data, no code."""
