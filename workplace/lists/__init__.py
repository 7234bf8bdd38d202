"""Lists of tasks: what an address narrows them to, sorts and gathers them by, and counts."""

from workplace.lists.reading import ListedTask, TaskList, read_list

__all__ = ["ListedTask", "TaskList", "read_list"]
