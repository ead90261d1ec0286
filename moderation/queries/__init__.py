"""What stewards, authors, reporters and everybody see."""
