"""What measures the promises that the documents make."""
