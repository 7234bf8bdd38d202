"""Lists of tasks: what an address narrows them to, sorts and gathers them by, and counts."""

from workplace.lists.reading import Row, TaskList, read_list

__all__ = ["Row", "TaskList", "read_list"]
