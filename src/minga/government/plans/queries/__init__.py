"""What is read of plans: the listing, one plan's outline, one node, and how plans are linked."""
