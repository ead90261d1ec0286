"""Counting methods: pure arithmetic, one module each, no Flask and no database."""
