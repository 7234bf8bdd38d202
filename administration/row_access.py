from administration import history_functions

FUNCTIONS = history_functions.FUNCTIONS
CALLERS = history_functions.CALLERS
