"""The programming face under /api/v1: thin routes over `matters.queries` and `matters.engine`."""
