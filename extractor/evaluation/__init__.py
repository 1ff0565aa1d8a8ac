"""Gold releases, scores of records against them, and the measurements that the published figures come from."""
