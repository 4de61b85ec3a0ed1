"""Measurements that users would notice: `python -m bench.NAME [--json] [--quick]`."""
