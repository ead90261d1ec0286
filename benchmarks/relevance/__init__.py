"""Whether search finds what people mean: judged queries over a folder of pages."""
