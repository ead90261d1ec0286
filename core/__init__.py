"""What any feature may use: database, subjects, events, kept pages, text, forms, web, jobs, mail.

Core knows no feature. A thing is here only when two packages need it.
"""
