"""The only place that puts the parts together; one file for what processes share, one for each heavy part."""
