"""What is asked of the public log: its tree and its proofs (`tree`), and its acts as pages and files tell them (`acts`)."""
