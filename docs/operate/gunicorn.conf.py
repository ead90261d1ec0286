"""Settings of gunicorn for Folkmoot. Votes leave no line: there is no access log at all."""

import multiprocessing

bind = "127.0.0.1:8000"  # nginx stands before it
worker_class = "gthread"
workers = multiprocessing.cpu_count()
threads = 4  # more only fight for the interpreter
accesslog = None  # address and time of a vote must not be written down
errorlog = "-"
loglevel = "warning"
capture_output = False
proc_name = "folkmoot"
