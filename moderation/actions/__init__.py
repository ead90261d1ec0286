"""What members and stewards do: report, claim, decide, sign second, appeal, answer a prompt.

Each checks with the rules, changes rows and records the event; the view commits.
"""
