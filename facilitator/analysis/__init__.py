"""What the answers say together: measures, tensions and change, from ballots and never from totals."""
