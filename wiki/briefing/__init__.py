"""Briefings: any branch of the wiki as paper, one HTML file, Markdown files or a PDF."""
