// data-module="error-summary": what is wrong is where the reader is; its links go to the fields.
modules["error-summary"] = (summary) => summary.focus();
