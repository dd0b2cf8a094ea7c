"""The live page: a film that follows its script, shown beside the editor."""
