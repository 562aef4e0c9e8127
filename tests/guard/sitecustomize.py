"""Every Python process that a test starts finds this folder in PYTHONPATH and is watched from its first line."""

import network_guard

network_guard.install()
