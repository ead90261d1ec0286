"""How fast the site is, beside a bare Flask page under the same server. Run by `bin/bench`."""
